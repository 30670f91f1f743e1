// Colours, menus, the section that is being read, copy buttons, and the next page before it is asked for. Every page is
// whole without it.
(() => {
  const root = document.documentElement, key = 'sprintbook-look';
  const one = (path) => document.querySelector(path), all = (path) => [...document.querySelectorAll(path)];

  // Chosen colours. The script waits for the page, and the first drawing of the page for the script, so nothing flashes.
  const paint = (look) => { root.dataset.theme = look || 'auto'; };
  paint();
  try { paint(localStorage.getItem(key)); } catch { /* follow the system */ }
  const pick = one('#_theme');
  if (pick) {
    pick.value = root.dataset.theme;
    pick.parentNode.hidden = false;
    pick.onchange = () => {
      paint(pick.value);
      try { localStorage.setItem(key, pick.value); } catch { /* for this page only */ }
    };
  }

  // Open beside the text, folded above it.
  const fit = (part, ems, then) => {
    const fold = one(part + ' .fold'), wide = matchMedia(`(min-width: ${ems}em)`);
    if (fold) (wide.onchange = () => { if ((fold.open = wide.matches)) then?.(); })();
  };
  fit('.menu', 56, () => {
    const menu = one('.menu'), here = one('.menu [aria-current]');
    if (here) menu.scrollTop = here.getBoundingClientRect().top - menu.getBoundingClientRect().top - menu.clientHeight / 2;
  });
  fit('.onpage', 76);

  // The section that is being read: the last one whose heading is above the upper third of the window.
  const parts = all('.onpage a').map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]);
  const mark = () => {
    const atEnd = innerHeight + scrollY >= root.scrollHeight - 2 && scrollY;
    const here = atEnd ? parts.at(-1) : parts.findLast((part) => part[1]?.getBoundingClientRect().top < innerHeight / 3);
    for (const part of parts) part === here ? part[0].setAttribute('aria-current', 'true') : part[0].removeAttribute('aria-current');
  };
  if (parts.length) {
    // Never before the first frame: to ask where things are, the browser would have to lay the page out twice.
    let asked;
    const later = () => { asked ||= requestAnimationFrame(() => { asked = 0; mark(); }); };
    addEventListener('scroll', later, { passive: true });
    later();
  }

  // Charts out of sight wait until the page can be read, and no longer: then nothing moves when a reader goes on, and a picture of the
  // whole page is whole.
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(() => {
    for (const chart of all('.chart')) chart.style.contentVisibility = 'visible';
  }));

  // A page that a reader points at is likely the next.
  const known = new Set();
  let waiting;
  const soon = ({ target, type }) => {
    clearTimeout(waiting);
    const link = target.closest?.('a[href]'), url = link?.href.split('#')[0];
    if (!url || known.has(url) || link.origin !== location.origin || link.pathname === location.pathname || !/(\/|\.html)$/.test(link.pathname) || navigator.connection?.saveData) return;
    waiting = setTimeout(() => {
      known.add(url);
      document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: url }));
    }, type === 'mouseover' ? 80 : 0);
  };
  if (location.protocol !== 'file:') for (const type of ['mouseover', 'touchstart']) addEventListener(type, soon, { passive: true });

  const find = one('#_search');
  if (find) {
    find.hidden = false;
    // What it loads takes over the button.
    find.onclick = () => { document.head.append(Object.assign(document.createElement('script'), { src: find.dataset.script })); };
    addEventListener('keydown', (event) => {
      const { key, target, ctrlKey, metaKey, altKey } = event, held = ctrlKey || metaKey;
      const typing = target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
      if (altKey || (held ? key.toLowerCase() !== 'k' : key !== '/' || typing)) return;
      event.preventDefault();
      find.click();
    });
  }

  const copy = one('#_copy');
  if (copy && navigator.clipboard) for (const pre of all('pre')) {
    const box = document.createElement('div'), button = copy.content.firstChild.cloneNode(true), word = button.textContent;
    box.className = 'code';
    pre.replaceWith(box);
    box.append(pre, button);
    button.onclick = async () => {
      await navigator.clipboard.writeText(pre.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = word; }, 2000);
    };
  }
})();
