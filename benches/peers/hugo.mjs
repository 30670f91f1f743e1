// A handbook as a site of Hugo: the sections' pages are `_index.md`, one layout for all pages, links to files led by Hugo's own hook. What Hugo
// offers for search is a template over all pages: here, one JSON file with their texts, as the usual scripts in the browser want it.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asFolder, copyPages, underscored } from './markdown.mjs';

const BARE = 'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n';
const COMMON = `baseURL = "https://example.org/"
title = "Handbook"
[page]
nextPrevInSectionSortOrder = "asc"
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.renderHooks.link]
useEmbedded = "always"
`;
const UNCOLOURED = '[markup.highlight]\ncodeFences = false\n';
const COLOURED = '[markup.highlight]\nnoClasses = false\n';
const SEARCHED = '[outputs]\nhome = ["html", "json"]\n';
const TEXTS = '[{{ range $at, $page := site.Pages }}{{ if $at }},{{ end }}{{ dict "title" .Title "url" .RelPermalink "text" .Plain | jsonify }}{{ end }}]';

export function hugo(content, place, { program, kind }) {
  const front = ({ title, order }) => `---\ntitle: ${JSON.stringify(title)}\n${order === undefined ? '' : `weight: ${order}\n`}---\n`;
  const source = join(place, 'content');
  copyPages(content, source, underscored, (page) => front(page) + page.body);
  mkdirSync(join(place, 'layouts'));
  cpSync(join(import.meta.dirname, 'hugo.html'), join(place, 'layouts/all.html'));
  if (kind === 'search') writeFileSync(join(place, 'layouts/home.json'), TEXTS);
  const coloured = kind === 'highlighting' || kind === 'default';
  const settings = [kind === 'default' ? '' : BARE, COMMON, coloured ? COLOURED : UNCOLOURED, kind === 'search' ? SEARCHED : ''];
  writeFileSync(join(place, 'hugo.toml'), settings.join(''));
  return {
    name: 'Hugo', folder: place, version: [program, 'version'],
    build: (out) => [program, 'build', '--source', place, '--destination', out, '--quiet'],
    serve: (port) => [program, 'server', '--source', place, '--port', `${port}`],
    file: (path) => join(source, underscored(path)),
    address: asFolder,
  };
}
