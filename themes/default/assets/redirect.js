// Sends readers of an old address on, and keeps what they asked for: the query and the place on the page.
(() => {
  const to = new URL(document.currentScript.dataset.to, location.href);
  if (location.search && !to.search) to.search = location.search;
  if (location.hash) to.hash = location.hash;
  location.replace(to);
})();
