// A handbook as a project of Eleventy: its own Markdown, one Nunjucks layout for all pages, and a configuration that knows the tree. `program` is
// a folder with its packages: npm install @11ty/eleventy @11ty/eleventy-plugin-syntaxhighlight. It has no search.

import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asFolder, copyPages } from './markdown.mjs';

const PRISM = '@11ty/eleventy-plugin-syntaxhighlight';

export function eleventy(content, place, { program, kind }) {
  const packages = resolve(program, 'node_modules');
  if (!existsSync(join(packages, '@11ty/eleventy'))) throw new Error(`Eleventy is not installed in ${program}: npm install --prefix ${program} @11ty/eleventy`);
  if (kind === 'search' || (kind === 'highlighting' && !existsSync(join(packages, PRISM)))) return undefined;
  const source = join(place, 'content');
  const front = ({ title, order }) => `---\ntitle: ${JSON.stringify(title)}\norder: ${order ?? 'null'}\n---\n`;
  copyPages(content, source, (path) => path, (page) => front(page) + page.body);
  mkdirSync(join(source, '_includes'));
  cpSync(join(import.meta.dirname, 'eleventy.njk'), join(source, '_includes/page.njk'));
  const settings = kind === 'highlighting' ? 'eleventy.coloured.config.mjs' : 'eleventy.config.mjs';
  for (const name of new Set(['eleventy.config.mjs', settings])) cpSync(join(import.meta.dirname, name), join(place, name));
  symlinkSync(packages, join(place, 'node_modules'));
  const command = ['node', join(packages, '@11ty/eleventy/cmd.cjs'), '--quiet', `--config=${settings}`];
  return {
    name: 'Eleventy', folder: place, version: ['node', join(packages, '@11ty/eleventy/cmd.cjs'), '--version'],
    build: (out) => [...command, `--output=${out}`],
    serve: (port) => [...command, '--serve', `--port=${port}`],
    file: (path) => join(source, path),
    address: asFolder,
  };
}
