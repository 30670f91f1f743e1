// The Markdown of a handbook, as other programs get it: every page with its front matter taken apart, in the order of reading.

import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * The pages of the folder `content`: first that of a section, then what lies in the section by `order` and title. Each has its path,
 * title, order (if it has one), depth in the tree below home, and body, without our own table of contents.
 */
export function pages(content) {
  const paths = readdirSync(content, { recursive: true }).filter((path) => path.endsWith('.md'));
  const sections = new Set(paths.filter((path) => basename(path) === 'index.md').map((path) => dirname(path)));
  const below = new Map();
  for (const path of paths) {
    const section = sectionOf(path, sections);
    below.set(section, [...below.get(section) ?? [], read(content, path)]);
  }
  const walk = (section, depth) => (below.get(section) ?? []).sort(inOrder).flatMap((page) => {
    const own = basename(page.path) === 'index.md';
    return [{ ...page, depth }, ...own ? walk(dirname(page.path), section === undefined ? 0 : depth + 1) : []];
  });
  return sections.has('.') ? walk(undefined, 0) : walk('.', 0);
}

/** Copies `content` to `target`: pages under the path and with the text that these two give, everything else as it is. Gives the pages. */
export function copyPages(content, target, pathOf, textOf) {
  cpSync(content, target, { recursive: true, filter: (path) => !path.endsWith('.md') });
  const all = pages(content);
  for (const page of all) writeFileSync(join(target, pathOf(page.path)), textOf(page));
  return all;
}

/** `a/index.md` as `a/_index.md`, which is what Hugo and Zola call the page of a folder. */
export const underscored = (path) => path.replace(/(^|\/)index\.md/, '$1_index.md');

/** The address of a page where every page is a folder: `a/b.md` is `a/b/`. */
export const asFolder = (path) => path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '/');

function read(content, path) {
  const [, front = '', body] = readFileSync(join(content, path), 'utf8').match(/^(?:---\n([^]*?)\n---\n)?([^]*)$/);
  const title = front.match(/^title: *(["']?)(.*)\1 *$/m)?.[2] ?? basename(path, '.md');
  const order = front.match(/^order: *(\d+) *$/m)?.[1];
  return { path, title, order: order && Number(order), body: body.replace(/^\[\[toc\]\]$/m, '') };
}

/** The nearest folder above a page that has a page of its own; nothing above home. */
function sectionOf(path, sections) {
  if (path === 'index.md') return undefined;
  let folder = dirname(basename(path) === 'index.md' ? dirname(path) : path);
  while (folder !== '.' && !sections.has(folder)) folder = dirname(folder);
  return folder;
}

const inOrder = (one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || (one.title < other.title ? -1 : 1);
