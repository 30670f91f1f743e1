// One handbook as a site of each program, for comparisons. Every other program gets the same Markdown, changed as little as it needs (see
// peers/). What only one program knows (boxes, charts, sprints) stands in the others as text, or is not there.
//
//     node benches/peers.mjs PROGRAM HANDBOOK PLACE KIND PATH
//
// writes HANDBOOK into the new folder PLACE as a project of PROGRAM (hugo, mdbook, eleventy), which is installed at PATH, and prints as JSON
// how it is built: its name, the folder to stand in, the command with {out} for the output, and the command that tells the version; or null,
// where the program has nothing of that KIND: `default` as it comes, `plain` with pages alone, `highlighting` with coloured code, `search` with
// an index for searching.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eleventy } from './peers/eleventy.mjs';
import { hugo } from './peers/hugo.mjs';
import { asFolder, copyPages } from './peers/markdown.mjs';
import { mdbook } from './peers/mdbook.mjs';

const PROJECTS = { eleventy, hugo, mdbook };
const TODAY = '2026-11-23';
const MATERIAL = `theme:
  name: material
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/brightness-7, name: Dark colours}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/brightness-4, name: Light colours}}
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc: {permalink: true}, pymdownx.details, pymdownx.highlight, pymdownx.superfences, pymdownx.tasklist]
`;

/**
 * Writes the content of `handbook` into the folder `place` as a project of `peer`, of which `path` is the program. Gives its name, the folder to stand
 * in, the commands that build it into a folder, serve it on a port and tell the version, and for a page of the handbook its
 * file in the project and its address; nothing, where the program has nothing of that kind.
 */
export function project(peer, handbook, place, { path, kind = 'default' }) {
  mkdirSync(place, { recursive: true });
  return PROJECTS[peer](join(handbook, 'content'), place, { program: path, kind });
}

/**
 * Builds `handbook` once for each program that `programs` has a path for (sprintbook, mdbook, mkdocs), below `place`. Gives, by name, the
 * folder to serve, the folder to open without a server, the address of a source file, and where the menu, what folds
 * in it without JavaScript, and the search are found.
 */
export function buildSites(handbook, place, programs) {
  const sites = { sprintbook: ours(handbook, join(place, 'sprintbook'), programs.sprintbook) };
  if (programs.mdbook) sites.mdBook = book(handbook, join(place, 'mdbook'), programs.mdbook);
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

function book(handbook, place, program) {
  const { build, address } = project('mdbook', handbook, place, { path: program });
  const site = join(place, 'book');
  const [command, ...rest] = build(site);
  execFileSync(command, rest, { stdio: 'pipe' });
  return {
    served: site, opened: site, address, menu: '#mdbook-sidebar, .sidebar',
    folds: 'body:has(#mdbook-sidebar-toggle-anchor:not(:checked)) #mdbook-sidebar-toggle', search: '#mdbook-search-toggle', ask: '#mdbook-searchbar', found: '#mdbook-searchresults li a',
  };
}

/** Material gets the extensions and the colour switch that its own guide begins with. */
function material(content, place, program) {
  copyPages(content, join(place, 'docs'), (path) => path, ({ title, body }) => `---\ntitle: ${JSON.stringify(title)}\n---\n${body}`);
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [peer, handbook, place, kind, path] = process.argv.slice(2);
  try {
    const made = project(peer, handbook, resolve(place), { path, kind });
    console.log(JSON.stringify(made ? { name: made.name, folder: made.folder, command: made.build('{out}'), version: made.version } : null));
  } catch (error) {
    console.error(`${peer}: ${error.message}`);
    process.exitCode = 1;
  }
}
