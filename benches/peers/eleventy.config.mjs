// What a handbook needs of Eleventy: links to files, ids of headings, and who stands above, below and beside a page. All of it is made once
// for all pages, since its own filters for previous and next look through the whole list for each page.

export default function configure(config) {
  config.setTemplateFormats(['md']);
  config.addGlobalData('layout', 'page.njk');
  config.addCollection('places', (all) => places(all.getAll()));
  config.addFilter('headings', headings);
  config.amendLibrary('md', (markdown) => markdown.core.ruler.push('handbook', ({ tokens, env }) => leadAndName(tokens, env.page.inputPath)));
  return { dir: { input: 'content' }, markdownTemplateEngine: false };
}

/** By address: the pages above, those of the section, the one before and the one after. */
function places(pages) {
  const byAddress = new Map(pages.map((page) => [page.url, page]));
  const above = ({ url }) => byAddress.get(url.replace(/[^/]+\/$/, ''));
  const parent = (page) => (page.url === '/' ? undefined : above(page));
  const below = new Map();
  for (const page of pages) below.set(parent(page), [...below.get(parent(page)) ?? [], page]);
  for (const list of below.values()) list.sort((one, other) => (one.data.order ?? Infinity) - (other.data.order ?? Infinity));
  const link = (page) => page && { title: page.data.title, url: page.url };
  const menus = new Map([...below].map(([page, list]) => [page, list.map(link)]));
  const walk = (page) => [page, ...(below.get(page) ?? []).flatMap(walk)];
  const reading = (below.get(undefined) ?? []).flatMap(walk);
  return Object.fromEntries(reading.map((page, at) => {
    const crumbs = [];
    for (let up = parent(page); up; up = parent(up)) crumbs.unshift(link(up));
    const menu = menus.get(page) ?? menus.get(parent(page)) ?? [];
    return [page.url, { crumbs, menu, previous: link(reading[at - 1]), next: link(reading[at + 1]) }];
  }));
}

/** Links to Markdown files become links to pages, and headings get their ids. */
function leadAndName(tokens, path) {
  // A page `a/b.md` is served as `a/b/`, one folder deeper than it is written.
  const up = path.endsWith('/index.md') ? '' : '../';
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open') token.attrSet('id', slug(tokens[at + 1].content));
    for (const child of token.children ?? []) {
      const target = child.type === 'link_open' && child.attrGet('href').match(/^([^:]*?)(index)?\.md(#.*)?$/);
      if (target) child.attrSet('href', `${up}${target[1]}${target[2] ? '' : '/'}${target[3] ?? ''}`);
    }
  });
}

const slug = (title) => title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, '').replaceAll(' ', '-');

/** The list of contents of a page. */
function headings(html) {
  return [...html.matchAll(/<h([23]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/g)].map(([, depth, id, title]) => ({ depth, id, title }));
}
