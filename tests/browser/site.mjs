// The built site under test, and what its sources say should be in it.
//
// SITE     folder of the built site (needed)
// CONTENT  folder of its sources (default: content/ of this repository)
// TODAY    the date it was built for, as in `sprintbook build --today` (default: the date of this machine)

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const SITE = builtSite();
const CONTENT = resolve(process.env.CONTENT ?? join(import.meta.dirname, '../../content'));
const TODAY = process.env.TODAY ?? new Date().toISOString().slice(0, 10);

/** The pages that stand for their kind, by name. Addresses are relative to the site's home. */
export const SAMPLES = {
  home: '',
  'a role': 'roles/delivery-manager/',
  'the sprint overview': 'sprints/',
  'the newest closed sprint': `sprints/${newestClosedSprint()}/`,
  'the horizon': 'sprints/horizon/',
  'how to read the numbers': 'sprints/numbers/',
  'a section to print': 'roles/print.html',
};

/** Titles of the first level of the menu, in order, read from the front matter of the sources. */
export function sectionsInOrder() {
  const entries = readdirSync(CONTENT, { withFileTypes: true }).flatMap((entry) => {
    const page = entry.isDirectory() ? join(entry.name, 'index.md') : entry.name;
    if (!page.endsWith('.md') || page === 'index.md' || !existsSync(join(CONTENT, page))) return [];
    const text = readFileSync(join(CONTENT, page), 'utf8');
    const front = text.match(/^---\n(.*?)\n---/s)?.[1] ?? '';
    if (value(front, 'draft') === 'true') return [];
    return [{ title: value(front, 'nav_title') ?? value(front, 'title'), order: Number(value(front, 'order') ?? Infinity) }];
  });
  entries.sort((a, b) => a.order - b.order || a.title.localeCompare(b.title, 'en'));
  return entries.map((entry) => entry.title);
}

function builtSite() {
  const site = process.env.SITE;
  if (!site) throw new Error('SITE is not set: build the handbook and name its folder, as in SITE=/tmp/site npm test');
  if (!existsSync(join(site, 'index.html'))) throw new Error(`SITE=${site} holds no index.html: it is not a built site`);
  return resolve(site);
}

function newestClosedSprint() {
  const folder = join(CONTENT, 'sprints');
  const closed = readdirSync(folder).filter((name) => name.endsWith('.yaml')).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const end = value(text, 'end');
    const state = value(text, 'state') ?? (end < TODAY ? 'closed' : 'open');
    return end && state === 'closed' ? [{ id: value(text, 'id') ?? name.slice(0, -'.yaml'.length), end }] : [];
  });
  if (closed.length === 0) throw new Error(`no closed sprint in ${folder}: the tests need one`);
  return closed.sort((a, b) => a.end.localeCompare(b.end)).at(-1).id;
}

/** The value of a key at the start of a line; enough for titles, dates and words, which is all that is asked for here. */
function value(yaml, key) {
  const found = yaml.match(new RegExp(`^${key}:[ \\t]*(.*?)[ \\t]*(?:[ \\t]#.*)?$`, 'm'))?.[1];
  return found?.replace(/^(["'])(.*)\1$/, '$2');
}
