// Two checkers read every page: Nu, which is what browsers agree on, and html-validate, which is stricter about what they forgive.
// Pages are those of the sample handbook and of the handbook with every construct, as it is published and as it is opened from a
// folder: with packs to print, old addresses and the page for what is not found. Nu also reads style sheets and pictures.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { after, before, it } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import nu from 'vnu-jar';
import { Handbook } from './preview.mjs';
import { CONSTRUCTS, build } from './program.mjs';
import { SITE } from './site.mjs';

/** What Nu says of style sheets that its grammar of CSS is too old for. Each pattern names a construct that browsers have. */
const NEWER_CSS = [
  // Container queries: charts are drawn for the room that they have, not for the screen.
  /“container-type”: Property “container-type” doesn't exist/, /Unrecognized at-rule “@container”/,
  // What moves between two pages, with pseudo-elements that have a star in brackets.
  /Unrecognized at-rule “@view-transition”/, /“view-transition-name”: Property/, /Parse Error\. .*nsition-(group|old|new)\(\*\)/s,
  // Outlines behind letters, from SVG; and where a list that scrolls begins.
  /“paint-order”: Property/, /“scroll-initial-target”: Property/,
];

/** Two teams, since only then there is a page of all teams; the second has just begun. */
const TEAMS = {
  'content/index.md': '# Teams\n',
  'content/blue/sprints/s1.yaml': 'start: 2026-10-26\nend: 2026-11-06\ncommitted: 9\ncompleted: 8\ngoal: {text: Berths without a call, outcome: met}\n',
  'content/blue/sprints/s2.yaml': 'start: 2026-11-09\nend: 2026-11-20\ncommitted: 9\ncompleted: 0\n',
  'content/green/sprints/s1.yaml': 'start: 2026-11-30\nend: 2026-12-11\n',
};

const RULES = {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:standard', 'html-validate:a11y'],
  rules: {
    // HTML knows both; ours is in small letters, as all of our HTML.
    'doctype-style': ['error', { style: 'lowercase' }],
    // How long a title is, is for its author to say; one of every construct is long on purpose.
    'long-title': 'off',
    // The rule wants `section` for what scrolls around a table. That has a name but no heading, and of a `section` without one Nu warns.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
};

const folder = mkdtempSync(join(tmpdir(), 'sprintbook-html-'));
const published = join(folder, 'published');
const opened = join(folder, 'opened');
let files;
before(() => {
  build(CONSTRUCTS, published, '--strict', '--base-url', 'https://example.org/handbook/');
  build(CONSTRUCTS, opened, '--strict', '--offline');
  const teams = new Handbook(TEAMS);
  build(teams.folder, join(folder, 'teams'));
  teams.remove('');
  files = [SITE, published, opened, join(folder, 'teams')].flatMap((site) => readdirSync(site, { recursive: true }).map((path) => join(site, path)));
});
after(() => rmSync(folder, { recursive: true }));

const pages = () => files.filter((file) => extname(file) === '.html');
const named = (file) => [SITE, folder].map((root) => relative(root, file)).find((path) => !path.startsWith('..')) ?? file;

it('every kind of page is among them', () => {
  const kinds = new Set(pages().map((file) => readFileSync(file, 'utf8').match(/<body class="kind-(\w+)">/)?.[1] ?? 'redirect'));
  assert.deepEqual([...kinds].sort(), ['home', 'horizon', 'missing', 'numbers', 'page', 'print', 'redirect', 'section', 'sprint', 'sprints', 'tag', 'tags', 'teams']);
});

it('Nu finds nothing in pages, style sheets and pictures', async () => {
  const broken = join(folder, 'broken.html');
  writeFileSync(broken, '<!doctype html><html lang="en"><title>A page with a mistake</title><p><ul><li>one</ul></p></html>');
  const read = files.filter((file) => ['.html', '.css', '.svg'].includes(extname(file)));
  assert.ok(read.length > 200, `${read.length} files are few`);
  const said = await check([...read, broken]);
  const about = (message, file) => new URL(message.url).pathname === new URL(`file://${file}`).pathname;
  assert.ok(said.some((message) => about(message, broken)), 'Nu has looked at nothing');
  const known = (message) => message.url.endsWith('.css') && NEWER_CSS.some((pattern) => pattern.test(`${message.message} ${message.extract}`));
  const found = said.filter((message) => !about(message, broken) && !known(message));
  assert.deepEqual(found.map((message) => `${named(new URL(message.url).pathname)}:${message.lastLine}: ${message.message} ${message.extract ?? ''}`), []);
});

it('html-validate finds nothing', async () => {
  const checker = new HtmlValidate(new StaticConfigLoader(RULES));
  const faults = [];
  for (const file of pages()) {
    const { results } = await checker.validateString(readFileSync(file, 'utf8'), file);
    const said = results.flatMap(({ messages }) => messages);
    faults.push(...said.map(({ ruleId, message, line, column }) => `${named(file)}:${line}:${column}: ${ruleId}: ${message}`));
  }
  assert.deepEqual(faults, []);
  const { valid } = await checker.validateString('<!doctype html><html lang="en"><head><title>A page</title></head><body><img src="x.png"></body></html>');
  assert.ok(!valid, 'html-validate has looked at nothing');
});

/** What Nu says of `read`, in one process: starting it takes longer than reading a page. */
function check(read) {
  const words = ['-jar', String(nu), '--also-check-css', '--also-check-svg', '--format', 'json', '--stdout', '--exit-zero-always', ...read];
  return new Promise((resolve, reject) => {
    execFile('java', words, { maxBuffer: 1 << 28 }, (error, out, complaint) => {
      if (error) reject(error.code === 'ENOENT' ? new Error('no java found: install it (apt-get install default-jre-headless)') : new Error(`${error.message}\n${complaint}`));
      else resolve(JSON.parse(out).messages);
    });
  });
}
