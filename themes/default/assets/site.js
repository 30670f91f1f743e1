// Colour switch and copy buttons. Every page is whole without it.
(() => {
  const root = document.documentElement, name = 'sprintbook-theme';
  const paint = (look) => {
    if (look === 'light' || look === 'dark') root.dataset.theme = look;
    else delete root.dataset.theme;
  };
  let saved;
  try { saved = localStorage.getItem(name); } catch { /* storage is switched off: follow the system */ }
  paint(saved);

  addEventListener('DOMContentLoaded', () => {
    const one = (query) => document.querySelector(query), all = (query) => [...document.querySelectorAll(query)];

    const pick = one('#theme');
    if (pick) {
      pick.value = root.dataset.theme || 'auto';
      pick.parentElement.hidden = false;
      pick.onchange = () => {
        paint(pick.value);
        try { localStorage.setItem(name, pick.value); } catch { /* not remembered */ }
      };
    }

    const copy = one('#copy');
    if (copy && navigator.clipboard) for (const pre of all('pre')) {
      const box = document.createElement('div'), button = copy.content.firstElementChild.cloneNode(true), words = button.textContent;
      box.className = 'code';
      pre.replaceWith(box);
      box.append(pre, button);
      button.onclick = async () => {
        await navigator.clipboard.writeText(pre.textContent);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = words; }, 2000);
      };
    }
  });
})();
