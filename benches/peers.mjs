// One handbook as a site of each program, for comparisons: our own from the folder as it is, and those of mdBook and of Material for
// MkDocs from its Markdown, changed as little as they need. mdBook gets a SUMMARY.md and pages that begin with their title instead of
// front matter; Material gets the extensions and the colour switch that its own guide begins with. What only one program knows
// (boxes, charts, sprints) stands in the others as text, or is not there.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const TODAY = '2026-11-23';
const MATERIAL = `theme:
  name: material
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/brightness-7, name: Dark colours}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/brightness-4, name: Light colours}}
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc: {permalink: true}, pymdownx.details, pymdownx.highlight, pymdownx.superfences, pymdownx.tasklist]
`;

/**
 * Builds `handbook` once for each program that `programs` has a path for (sprintbook, mdbook, mkdocs), below `place`. Gives, by name, the
 * folder to serve, the folder to open without a server, the address of a source file, and where the menu, what folds
 * in it without JavaScript, and the search are found.
 */
export function buildSites(handbook, place, programs) {
  const sites = { sprintbook: ours(handbook, join(place, 'sprintbook'), programs.sprintbook) };
  if (programs.mdbook) sites.mdBook = mdbook(join(handbook, 'content'), join(place, 'mdbook'), programs.mdbook);
  if (programs.mkdocs) sites['Material for MkDocs'] = material(join(handbook, 'content'), join(place, 'material'), programs.mkdocs);
  return sites;
}

function ours(handbook, place, program) {
  const build = (folder, ...more) => execFileSync(program, ['build', handbook, '--quiet', '--today', TODAY, '--output', folder, ...more], { stdio: 'inherit' });
  build(join(place, 'site'));
  build(join(place, 'offline'), '--offline');
  return {
    served: join(place, 'site'), opened: join(place, 'offline'), address: asFolder, menu: '.menu', folds: '.menu details:not([open]) > summary',
    search: '#_search', ask: 'dialog input', found: 'dialog [role=option]',
  };
}

function mdbook(content, place, program) {
  const source = join(place, 'src');
  const pages = markdown(content);
  cpSync(content, source, { recursive: true });
  for (const { path, title, body } of pages) writeFileSync(join(source, path), `# ${title}\n\n${body}`);
  const sections = pages.map(({ path }) => path).filter((path) => basename(path) === 'index.md' && path !== 'index.md').map((path) => `${dirname(path)}/`);
  const depth = (path) => sections.filter((section) => path.startsWith(section) && path !== `${section}index.md`).length;
  const lines = pages.map(({ path, title }) => `${'  '.repeat(depth(path))}- [${title.replace(/[[\]]/g, '\\$&')}](${path.replaceAll(' ', '%20')})`);
  writeFileSync(join(source, 'SUMMARY.md'), lines.join('\n'));
  writeFileSync(join(place, 'book.toml'), '[book]\ntitle = "Handbook"\n');
  execFileSync(program, ['build', place], { stdio: 'pipe' });
  return {
    served: join(place, 'book'), opened: join(place, 'book'), address: (path) => path.replace(/\.md$/, '.html').replace(/^index\.html$/, ''), menu: '#mdbook-sidebar, .sidebar',
    folds: 'body:has(#mdbook-sidebar-toggle-anchor:not(:checked)) #mdbook-sidebar-toggle', search: '#mdbook-search-toggle', ask: '#mdbook-searchbar', found: '#mdbook-searchresults li a',
  };
}

function material(content, place, program) {
  const source = join(place, 'docs');
  cpSync(content, source, { recursive: true });
  for (const { path, front, body } of markdown(content)) writeFileSync(join(source, path), `---\n${front}\n---\n${body}`);
  const build = (folder, more) => {
    writeFileSync(join(place, 'mkdocs.yml'), `site_name: Handbook\n${MATERIAL}${more}`);
    execFileSync(program, ['build', '--quiet', '--config-file', join(place, 'mkdocs.yml'), '--site-dir', join(place, folder)], { stdio: 'pipe' });
  };
  build('site', 'plugins: [search]\n');
  build('offline', 'plugins: [search, offline]\n');
  return {
    served: join(place, 'site'), opened: join(place, 'offline'), address: asFolder, menu: '.md-sidebar--primary', folds: '#__drawer:not(:checked) ~ .md-header label[for=__drawer], .md-nav__toggle:not(:checked) ~ label.md-nav__link',
    search: '.md-search__input', ask: '.md-search__input', found: '.md-search-result__link',
  };
}

const asFolder = (path) => path.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '/');

/** The Markdown files of a folder, those of a section after its index, each with its front matter apart and without our own table of contents. */
function markdown(content) {
  const paths = readdirSync(content, { recursive: true }).filter((path) => path.endsWith('.md'));
  const key = (path) => (path === 'index.md' ? '' : path.replace(/index\.md$/, ''));
  paths.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return paths.map((path) => {
    const [, front = '', body] = readFileSync(join(content, path), 'utf8').match(/^(?:---\n([^]*?)\n---\n)?([^]*)$/);
    const title = front.match(/^title: *(["']?)(.*)\1 *$/m)?.[2] ?? basename(path, '.md');
    return { path, title, front: `title: ${JSON.stringify(title)}`, body: body.replace(/^\[\[toc\]\]$/m, '') };
  });
}
