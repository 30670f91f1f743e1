// A handbook as a book of mdBook: a SUMMARY.md, and pages that begin with their title instead of front matter. Its menu, with the headings of
// the page that is open, is in a script that all pages share, and code is coloured in the reader's browser.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPages } from './markdown.mjs';

export function mdbook(content, place, { program, kind }) {
  if (kind === 'highlighting') return undefined;
  const source = join(place, 'src');
  const pages = copyPages(content, source, (path) => path, ({ title, body }) => `# ${title}\n\n${body}`);
  const lines = pages.map(({ path, title, depth }) => `${'  '.repeat(depth)}- [${title.replace(/[[\]]/g, '\\$&')}](${path.replaceAll(' ', '%20')})`);
  writeFileSync(join(source, 'SUMMARY.md'), lines.join('\n'));
  const settings = `[output.html.print]\nenable = false\n[output.html.search]\nenable = ${kind === 'search'}\n`;
  writeFileSync(join(place, 'book.toml'), `[book]\ntitle = "Handbook"\n${kind === 'default' ? '' : settings}`);
  return {
    name: 'mdBook', folder: place, version: [program, '--version'],
    build: (out) => [program, 'build', '--dest-dir', out, place],
    serve: (port) => [program, 'serve', '--port', `${port}`, place],
    file: (path) => join(source, path),
    address: (path) => path.replace(/\.md$/, '.html').replace(/^index\.html$/, ''),
  };
}
