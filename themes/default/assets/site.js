// Colours, menus and copy buttons. Every page is whole without it.
(() => {
  const root = document.documentElement, key = 'sprintbook-look';
  const one = (path) => document.querySelector(path);
  const paint = (look) => { root.dataset.theme = look || 'auto'; };
  paint();
  try { paint(localStorage.getItem(key)); } catch { /* follow the system */ }

  // Open beside the text, folded above it.
  const fit = (part, ems) => {
    const fold = one(part + ' .fold'), wide = matchMedia(`(min-width: ${ems}em)`);
    if (fold) (wide.onchange = () => { fold.open = wide.matches; })();
  };

  addEventListener('DOMContentLoaded', () => {
    fit('.menu', 56);
    fit('.onpage', 76);

    const pick = one('#_theme');
    if (pick) {
      pick.value = root.dataset.theme;
      pick.parentNode.hidden = false;
      pick.onchange = () => {
        paint(pick.value);
        try { localStorage.setItem(key, pick.value); } catch {}
      };
    }

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
    if (copy && navigator.clipboard) for (const pre of document.querySelectorAll('pre')) {
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
  });
})();
