// The preview's part in the browser. It listens, and changes what is on the screen into what was saved, piece by piece:
// whatever is the same stays the same element, with its place, its focus, and what was typed or opened in it.
(() => {
  const own = document.currentScript, root = document.documentElement;
  let { token, mark } = own.dataset;
  // Once only, also where a page is named in a frame or the script in two pages that became one.
  if (window !== top || window.sprintbookPreview) return;
  window.sprintbookPreview = true;

  // The page as the server sent it, before scripts change it, and which element on the screen each part of it is. What
  // scripts have added since is in neither, and so stays.
  let sent;
  const onScreen = new WeakMap(), known = new WeakSet();
  /** Where the children of a node are; those of a template are in a document of its own. */
  const inside = (node) => (node instanceof HTMLTemplateElement ? node.content : node);
  const pair = (part, live) => {
    onScreen.set(part, live);
    known.add(live);
    const [parts, lives] = [part, live].map(inside);
    if (parts !== part) onScreen.set(parts, lives);
    for (let at = 0; at < parts.childNodes.length; at += 1) pair(parts.childNodes[at], lives.childNodes[at]);
  };
  const remember = () => {
    if (sent) return;
    sent = root.cloneNode(true);
    pair(sent, root);
  };
  if (document.readyState === 'loading') document.addEventListener('readystatechange', remember, { once: true });
  else remember();

  // ---- What changed, from the page as it was sent to the page as it is now ----

  const same = (one, other) => one.isEqualNode(other);
  const kin = (one, other) => one.nodeType === other.nodeType && one.nodeName === other.nodeName
    && (one.nodeType !== 1 || one.id === other.id);

  /** Pairs of places in two lists whose parts belong together, in order: equal ones first, then those of one kind. */
  function matches(olds, news) {
    let start = 0, end = 0;
    while (start < olds.length && start < news.length && same(olds[start], news[start])) start += 1;
    while (end < olds.length - start && end < news.length - start
      && same(olds[olds.length - 1 - end], news[news.length - 1 - end])) end += 1;
    const pairs = [];
    for (let at = 0; at < start; at += 1) pairs.push([at, at]);
    const oldEnd = olds.length - end, newEnd = news.length - end;
    let oldAt = start, newAt = start;
    const anchors = longest(olds.slice(start, oldEnd), news.slice(start, newEnd)).map(([one, other]) => [one + start, other + start]);
    for (const [one, other] of [...anchors, [oldEnd, newEnd]]) {
      // Between two equal parts: the next one of the same kind is the same one, changed.
      for (let from = oldAt; newAt < other; newAt += 1) {
        let at = from;
        while (at < one && !kin(olds[at], news[newAt])) at += 1;
        if (at < one) { pairs.push([at, newAt]); from = at + 1; }
      }
      if (one < oldEnd || other < newEnd) pairs.push([one, other]);
      oldAt = one + 1;
      newAt = other + 1;
    }
    for (let at = 0; at < end; at += 1) pairs.push([oldEnd + at, newEnd + at]);
    return pairs;
  }

  /** The longest common part of two lists, as pairs of places; none if the lists are too long to look. */
  function longest(olds, news) {
    if (!olds.length || !news.length || olds.length * news.length > 250000) return [];
    const text = (node) => node.outerHTML ?? `${node.nodeType}${node.nodeValue}`;
    const left = olds.map(text), right = news.map(text), wide = right.length + 1;
    const length = new Uint16Array((left.length + 1) * wide);
    for (let at = left.length - 1; at >= 0; at -= 1)
      for (let to = right.length - 1; to >= 0; to -= 1)
        length[at * wide + to] = left[at] === right[to]
          ? length[(at + 1) * wide + to + 1] + 1
          : Math.max(length[(at + 1) * wide + to], length[at * wide + to + 1]);
    const pairs = [];
    for (let at = 0, to = 0; at < left.length && to < right.length;) {
      // White space between blocks is equal everywhere and would hold the wrong things together.
      if (left[at] === right[to]) {
        if (left[at].trim() !== '3') pairs.push([at, to]);
        at += 1;
        to += 1;
      } else if (length[(at + 1) * wide + to] >= length[at * wide + to + 1]) at += 1;
      else to += 1;
    }
    return pairs;
  }

  /** Makes `old`, and what is on the screen for it, be like `now`. */
  function change(old, now) {
    if (same(old, now)) return;
    const live = onScreen.get(old);
    if (old.nodeType !== 1) {
      old.nodeValue = now.nodeValue;
      if (live) live.nodeValue = now.nodeValue;
      return;
    }
    changeAttributes(old, now, live);
    changeChildren(inside(old), inside(now));
  }

  function changeAttributes(old, now, live) {
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) {
      old.removeAttribute(name);
      live.removeAttribute(name);
    }
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
      live.setAttribute(name, value);
      if (name === 'value' && live !== document.activeElement && live.value === live.defaultValue) live.value = value;
    }
  }

  function changeChildren(old, now) {
    const olds = [...old.childNodes], news = [...now.childNodes], live = onScreen.get(old);
    const pairs = matches(olds, news), kept = new Map(pairs.map(([one, other]) => [other, olds[one]]));
    const staying = new Set(kept.values());
    for (const part of olds) if (!staying.has(part)) remove(part, live);
    for (let at = news.length - 1, next = null; at >= 0; at -= 1) {
      const part = kept.get(at) ?? insert(news[at], next, old, live);
      if (kept.has(at)) change(part, news[at]);
      next = part;
    }
  }

  /** The child of `parent` in which `node` is: scripts may have wrapped it. */
  function within(parent, node) {
    while (node && node.parentNode !== parent) node = node.parentNode;
    return node;
  }

  function remove(part, parent) {
    part.remove();
    const live = onScreen.get(part);
    if (!live) return;
    const wrapper = within(parent, live);
    const others = wrapper && wrapper !== live && [...wrapper.querySelectorAll('*')].some((node) => known.has(node) && !live.contains(node));
    (wrapper && !others ? wrapper : live).remove();
  }

  function insert(now, next, old, parent) {
    const part = document.importNode(now, true), live = document.importNode(now, true);
    old.insertBefore(part, next);
    pair(part, live);
    if (parent) parent.insertBefore(live, next ? within(parent, onScreen.get(next)) ?? null : tail(parent));
    revive(live);
    return part;
  }

  /** Where new parts go at the end of `parent`: before what the preview itself has put there. */
  const tail = (parent) => (parent === document.head ? own : null);

  /** A script that is put in runs only if it was made here. */
  function revive(live) {
    const scripts = live.nodeName === 'SCRIPT' ? [live] : live.querySelectorAll?.('script') ?? [];
    for (const script of scripts) {
      const fresh = document.createElement('script');
      for (const { name, value } of script.attributes) fresh.setAttribute(name, value);
      fresh.textContent = script.textContent;
      script.replaceWith(fresh);
    }
  }

  // ---- The head: sheets are swapped without a moment without style; other scripts need a new page ----

  const named = (head) => [...head.children].filter((part) => part.getAttribute('src') !== own.getAttribute('src'));
  const isSheet = (part) => part.nodeName === 'LINK' && part.relList.contains('stylesheet');
  const scripts = (head) => named(head).filter((part) => part.nodeName === 'SCRIPT').map((part) => `${part.type} ${part.src || part.textContent}`).join('\n');

  function changeHead(old, now) {
    for (const part of [...now.children]) if (part.getAttribute('src') === own.getAttribute('src')) part.remove();
    for (const part of [...old.children]) if (onScreen.get(part) === own) part.remove();
    const sheets = (head) => named(head).filter(isSheet);
    const olds = sheets(old), news = sheets(now);
    const swapped = olds.length === news.length ? olds.map((part, at) => [part, news[at]]) : [];
    for (const [part, fresh] of swapped) if (!same(part, fresh)) {
      swap(onScreen.get(part), fresh, (live) => { onScreen.set(part, live); known.add(live); });
      for (const { name, value } of fresh.attributes) part.setAttribute(name, value);
    }
    changeChildren(old, now);
    if (document.title !== now.ownerDocument.title) document.title = now.ownerDocument.title;
  }

  function swap(live, like, then) {
    const fresh = document.importNode(like, false);
    const done = () => live.remove();
    fresh.onload = done;
    fresh.onerror = done;
    live.after(fresh);
    then(fresh);
  }

  // Where a page lets nothing but trusted HTML in, a policy vouches for what our own server sends.
  let policy;
  try { policy = window.trustedTypes?.createPolicy('sprintbook-preview', { createHTML: (html) => html }); } catch { /* not allowed, and mostly not needed */ }
  const trusted = (html) => policy?.createHTML(html) ?? html;
  const parse = (html) => new DOMParser().parseFromString(trusted(html), 'text/html');

  function show(html) {
    remember();
    const now = parse(html).documentElement;
    const [oldHead, head] = [sent, now].map((page) => page.querySelector('head'));
    if (scripts(oldHead) !== scripts(head)) {
      location.reload();
      return;
    }
    const place = [scrollX, scrollY], focus = document.activeElement;
    changeHead(oldHead, head);
    changeAttributes(sent, now, root);
    change(sent.querySelector('body'), now.querySelector('body'));
    if (scrollX !== place[0] || (scrollY !== place[1] && !CSS.supports('overflow-anchor', 'auto'))) scrollTo(...place);
    if (focus?.isConnected && document.activeElement !== focus) focus.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent('sprintbook:update'));
  }

  // ---- Files that a page names: pictures and style sheets with an address that stays ----

  let count = 0;
  function refresh(files) {
    const changed = new Set(files), isChanged = (address) => {
      try { return changed.has(decodeURIComponent(new URL(address, location).pathname)); } catch { return false; }
    };
    const again = (address) => {
      const url = new URL(address, location);
      url.searchParams.set('preview', count += 1);
      return url.href;
    };
    // Scripts that the page itself names; what they have loaded since, such as parts of the search, is theirs.
    for (const live of document.querySelectorAll('script[src]')) if (live !== own && known.has(live) && isChanged(live.src)) {
      location.reload();
      return;
    }
    for (const live of document.querySelectorAll('link[rel~=stylesheet]')) if (isChanged(live.href)) {
      const like = live.cloneNode(false);
      like.href = again(live.href);
      const part = [...sent?.querySelectorAll('link') ?? []].find((part) => onScreen.get(part) === live);
      swap(live, like, (fresh) => { if (part) { onScreen.set(part, fresh); known.add(fresh); } });
    }
    for (const [path, name] of [['[src]:not(script)', 'src'], ['object[data]', 'data'], ['link[rel~=icon]', 'href'], ['image[href]', 'href']])
      for (const live of document.querySelectorAll(path)) if (isChanged(live.getAttribute(name))) live.setAttribute(name, again(live.getAttribute(name)));
    for (const live of document.querySelectorAll('[srcset]')) {
      const set = live.getAttribute('srcset').replace(/[^\s,]+(?=\s|,|$)/g, (address) => (isChanged(address) ? again(address) : address));
      if (set !== live.getAttribute('srcset')) live.setAttribute('srcset', set);
    }
  }

  // ---- The panel: texts only, in a tree of its own that no style of the page reaches ----

  const STYLE = `
    :host { all: initial }
    section, button.badge, p.badge { font: 400 15px/1.5 system-ui, sans-serif; color: #1b1b1f; background: #fff; position: fixed; z-index: 2147483647; box-sizing: border-box }
    section { left: 0; right: 0; bottom: 0; max-height: 60vh; overflow: auto; padding: 14px 20px 18px; border-top: 5px solid #b3261e; box-shadow: 0 -6px 30px #0005 }
    section.warnings { border-color: #8a5a00 }
    section > div { max-width: 1100px; margin: 0 auto; position: relative }
    .word { font-weight: 700; color: #b3261e } .warnings .word { color: #8a5a00 }
    h2 { font: 600 17px/1.4 system-ui, sans-serif; margin: 0; overflow-wrap: anywhere } article:first-child h2 { min-height: 34px; padding-right: 110px }
    pre { font: 13px/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; margin: 8px 0; padding: 10px 12px; overflow: auto; background: #f3f2f7; white-space: pre; tab-size: 4 }
    p { margin: 6px 0 0; overflow-wrap: anywhere } p.quiet { color: #55555f }
    article + article { margin-top: 16px }
    button { font: 600 14px/1.3 system-ui, sans-serif; color: inherit; background: #fff; border: 1px solid #767680; border-radius: 6px; padding: 5px 10px; cursor: pointer }
    button:focus-visible { outline: 3px solid #1d5fd1; outline-offset: 2px }
    button.close { position: absolute; top: 0; right: 0 }
    .badge { right: 14px; bottom: 14px; box-shadow: 0 2px 10px #0004; border: 1px solid #767680; border-left: 5px solid #8a5a00; border-radius: 6px; padding: 5px 10px; font-size: 14px; margin: 0 }
    @media (prefers-color-scheme: dark) {
      section, button, button.badge, p.badge { color: #ececf1; background: #23232a } pre { background: #17171c } p.quiet { color: #b9b9c4 }
      .word { color: #ff8a80 } .warnings .word { color: #ffc46b }
    }
    @media print { :host { display: none } }`;

  let host, inner, latest = { errors: 0, warnings: 0, told: [] }, hidden = '', listing = false, lost = false;

  function frame() {
    if (host?.isConnected) return inner;
    host = document.createElement('sprintbook-preview');
    inner = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    inner.adoptedStyleSheets = [sheet];
    root.append(host);
    return inner;
  }

  function make(name, words, attributes = {}) {
    const made = document.createElement(name);
    made.append(...[words].flat());
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const counted = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;

  function article(told) {
    const word = make('span', told.severity + (told.code ? `[${told.code}]` : ''), { class: 'word' });
    const lines = [make('h2', [word, `: ${told.title}`])];
    if (told.excerpt) lines.push(make('pre', told.excerpt, { tabindex: '0' }));
    if (told.help) lines.push(make('p', `help: ${told.help}`));
    return make('article', lines);
  }

  function draw() {
    const { errors, warnings, told } = latest, words = JSON.stringify(told);
    if (!errors && !listing && !warnings && !lost) {
      host?.remove();
      return;
    }
    const place = frame(), shown = [];
    if ((errors && hidden !== words) || listing) {
      const wanted = errors ? told.filter((one) => one.severity === 'error') : told;
      const list = listing ? told : wanted.slice(0, 1);
      const more = errors + (listing ? warnings : 0) - list.length;
      const close = make('button', 'Hide (Esc)', { class: 'close', type: 'button' });
      close.onclick = hide;
      const parts = [...list.map(article), close];
      if (more > 0 && !listing) {
        const all = make('button', `Show ${counted(more, 'further mistake')}`, { type: 'button' });
        all.onclick = () => { listing = true; draw(); };
        parts.push(make('p', all));
      } else if (more > 0) parts.push(make('p', `and ${counted(more, 'further mistake')}`, { class: 'quiet' }));
      if (errors) parts.push(make('p', 'The page behind this is the last one that was whole.', { class: 'quiet' }));
      const role = errors ? { role: 'alert' } : { role: 'region', 'aria-label': 'Warnings', class: 'warnings' };
      shown.push(make('section', make('div', parts), role));
    } else if (lost) shown.push(make('p', 'The preview has stopped. Start it again, and this page follows.', { class: 'badge', role: 'status' }));
    else if (errors || warnings) {
      const badge = make('button', errors ? counted(errors, 'error') : counted(warnings, 'warning'), { class: 'badge', type: 'button' });
      badge.onclick = () => { listing = true; hidden = ''; draw(); };
      shown.push(badge);
    }
    const drawn = shown.map((part) => part.outerHTML).join('');
    // Drawn again only if it differs: a screen reader would say it again, and the focus would be lost.
    if (place.lastDrawn === drawn) return;
    place.lastDrawn = drawn;
    place.replaceChildren(...shown);
  }

  function hide() {
    hidden = JSON.stringify(latest.told);
    listing = false;
    draw();
  }

  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && inner?.querySelector('section')) hide();
  });

  // ---- The line to the server ----

  function told(news) {
    // Files first: those that only the new page names are fetched when it names them.
    if (news.files) refresh(news.files);
    if (news.page) {
      mark = news.page.mark;
      show(news.page.html);
    }
    latest = news.mistakes;
    if (!latest.told.length) listing = false;
    draw();
  }

  function listen() {
    const query = new URLSearchParams({ token, path: location.pathname, mark });
    const line = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/_sprintbook/socket?${query}`);
    line.onmessage = ({ data }) => {
      lost = false;
      told(JSON.parse(data));
    };
    line.onclose = () => setTimeout(again, 100, 100);
  }

  /** After a restart: the page as it is now tells the new token. */
  async function again(wait) {
    try {
      const page = await (await fetch(location.href, { cache: 'no-store' })).text();
      const script = parse(page).querySelector(`script[src="${own.getAttribute('src')}"]`);
      token = script.dataset.token;
      listen();
    } catch {
      if (wait > 400 && !lost) { lost = true; draw(); }
      setTimeout(again, wait, Math.min(wait * 2, 1000));
    }
  }

  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', listen);
  else listen();
})();
