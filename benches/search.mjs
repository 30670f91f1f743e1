// Searching a large handbook: what is loaded for a first result, how long it takes, and whether the right page comes first.
//
//     node benches/search.mjs [--pages 1000] [--rounds 7] [--headings 60] [--binary PATH] [--generate PATH] [--mdbook PATH] [--mkdocs PATH]
//
// Before: cargo build --release, the same with --manifest-path benches/floor/Cargo.toml, npm ci --prefix tests/browser. The handbook is
// generated, with a few pages more: French, Chinese, a sprint. Each figure is the median of fresh browsers on a fresh page, served with gzip.
//
// index         all files of the search together, compressed
// first result  bytes and requests that only the search needs, from the opened page to the first result on the screen; and the time from opening
//               the search, as a reader who types the whole question at once. mdBook and Material load some of it before; that is counted
// further       bytes and time for each letter typed after it
// exact         how often the page comes first (or the right heading of it stands first below it) that has a heading of just these words,
//               and how often it is on the first screen of results; asked are headings that only one page has
// rows below    what comes first for a question, under a strict policy and from a folder

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildSites } from './peers.mjs';

const ROOT = join(import.meta.dirname, '..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
const { launch } = await import('../tests/browser/browser.mjs');
const { POLICY, serve } = await import('../tests/browser/server.mjs');
const { values: wanted } = parseArgs({ options: {
  pages: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '7' }, headings: { type: 'string', default: '60' },
  binary: { type: 'string', default: join(TARGET, 'release/sprintbook') }, generate: { type: 'string', default: join(TARGET, 'release/generate') },
  mdbook: { type: 'string' }, mkdocs: { type: 'string' },
} });

const SEARCHED = /search|elasticlunr|mark\.min/;
const MORE = {
  'index.md': '---\ntitle: Handbook\n---\nStart here.\n',
  'equipe.md': '---\ntitle: L’équipe\nlang: fr\n---\n## Réunions\n\nNous gérons les dépendances ensemble. La rétrospective est préparée.\n',
  'standup.md': '---\ntitle: 每日站会\nlang: zh\n---\n## 时间\n\n我们每天早上九点半开会，时间是十五分钟。\n',
  'harbour.md': '---\ntitle: Harbour\n---\n## Tide tables\n\nHigh and low water.\n',
  'sprints/2026-s07.yaml': 'name: Sprint 7\nstart: 2026-03-23\nend: 2026-04-03\ncommitted: 20\ncompleted: 18\n',
};
const QUESTIONS = {
  'équipe': 'L’équipe', equipe: 'L’équipe', 'retrospective preparee': 'L’équipe', 站会: '每日站会', '九点半': '每日站会',
  '2026-s07': 'Sprint 7', 'tide tables': 'Harbour',
};

const place = mkdtempSync(join(tmpdir(), 'sprintbook-search-bench-'));
const browser = await launch(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']);
try {
  const handbook = join(place, 'handbook'), content = join(handbook, 'content');
  execFileSync(wanted.generate, ['--out', handbook, '--pages', wanted.pages, '--seed', '2']);
  mkdirSync(join(content, 'sprints'));
  for (const [path, text] of Object.entries(MORE)) writeFileSync(join(content, path), text);
  const sites = buildSites(handbook, place, { sprintbook: wanted.binary, mdbook: wanted.mdbook, mkdocs: wanted.mkdocs });
  const headings = headingsOfOne(content).slice(0, Number(wanted.headings));
  console.log(`${wanted.pages} pages, medians of ${wanted.rounds} rounds\n`);
  console.log('| | index | first result | further letter | exact heading first · on the first screen |\n|---|--:|--:|--:|--:|');
  for (const [name, site] of Object.entries(sites)) {
    const [first, further] = await times(site);
    console.log(`| ${name} | ${kilobytes(indexOf(site.served))} | ${first} | ${further} | ${await exact(site, headings)} |`);
  }
  console.log('\n| asked | strict policy | from a folder |\n|---|---|---|');
  const found = [await firsts(sites.sprintbook, true), await firsts(sites.sprintbook, false)];
  for (const [number, [question, right]] of Object.entries(QUESTIONS).entries()) {
    console.log(`| ${question} | ${found.map((answers) => (answers[number] === right ? right : `${answers[number]}, not ${right}`)).join(' | ')} |`);
  }
} finally {
  await browser.close();
  rmSync(place, { recursive: true });
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function median(values) {
  return values.sort((one, other) => one - other)[values.length >> 1];
}

/** Everything that only the search needs, compressed. */
function indexOf(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((path) => SEARCHED.test(path) && /\.(js|json)$/.test(path));
  return files.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path))).length, 0);
}

/** Headings that one page alone has, spread over all pages, with the title of that page. */
function headingsOfOne(content) {
  const pages = new Map();
  for (const path of readdirSync(content, { recursive: true }).filter((path) => path.endsWith('.md')).sort()) {
    const text = readFileSync(join(content, path), 'utf8'), title = text.match(/^title: (.*)$/m)?.[1];
    for (const [, heading] of text.matchAll(/^##+ (.+)$/gm)) pages.set(heading, [...pages.get(heading) ?? [], title]);
  }
  const alone = [...pages].filter(([, titles]) => titles.length === 1).map(([heading, [title]]) => [heading, title]);
  return alone.filter((_, number) => number % Math.ceil(alone.length / Number(wanted.headings)) === 0);
}

/** Asks at once, as if it were pasted, and waits for an answer that is not the last one. A search that is still loading may miss a key. */
async function ask(page, site, question) {
  const asked = await page.evaluateHandle(([ask, found, question]) => {
    const field = document.querySelector(ask);
    document.querySelectorAll(found).forEach((result) => { result.dataset.old = ''; });
    field.value = question;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const press = () => field.dispatchEvent(new KeyboardEvent('keyup', { bubbles: true, key: question.at(-1) }));
    press();
    return { pressing: setInterval(press, 100) };
  }, [site.ask, site.found, question]);
  const selector = site.found.split(', ').map((one) => `${one}:not([data-old])`).join(', ');
  await page.waitForFunction((selector) => { const one = document.querySelector(selector); return one?.checkVisibility() && one.textContent.trim(); }, selector, { timeout: 10_000 });
  await asked.evaluate(({ pressing }) => clearInterval(pressing));
}

async function times(site) {
  const first = [], further = [], loaded = [];
  for (let round = 0; round < Number(wanted.rounds); round += 1) {
    const answers = [];
    const server = await serve(site.served, { gzip: true, sent: (path, bytes) => answers.push({ path, bytes }) });
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(server.home, { waitUntil: 'networkidle' });
    const before = answers.filter(({ path }) => SEARCHED.test(path));
    answers.length = 0;
    const began = performance.now();
    await page.locator(site.search).first().click();
    await page.locator(site.ask).first().waitFor();
    await ask(page, site, 'harbour');
    first.push(performance.now() - began);
    const needed = [...before, ...answers];
    loaded.push([needed.reduce((sum, { bytes }) => sum + bytes, 0), needed.length]);
    answers.length = 0;
    const letters = 'calendar';
    const then = performance.now();
    for (let length = 3; length <= letters.length; length += 1) await ask(page, site, letters.slice(0, length));
    const count = letters.length - 2;
    further.push([(performance.now() - then) / count, answers.reduce((sum, { bytes }) => sum + bytes, 0) / count]);
    await context.close();
    await server.close();
  }
  const [bytes, requests] = loaded.sort(([one], [other]) => one - other)[loaded.length >> 1];
  return [
    `${kilobytes(bytes)} · ${requests} · ${median(first).toFixed(0)} ms`,
    `${kilobytes(median(further.map(([, bytes]) => bytes)))} · ${median(further.map(([time]) => time)).toFixed(0)} ms`,
  ];
}

async function exact(site, headings) {
  return opened(site, true, async (page) => {
    let first = 0, shown = 0;
    for (const [heading, title] of headings) {
      // No answer at all is no right one.
      if (!await ask(page, site, heading).then(() => true, () => false)) continue;
      const results = await page.locator(site.found).evaluateAll((all) => all.filter((one) => one.checkVisibility()).slice(0, 10).map((one) => one.textContent));
      const isRight = (text) => text.toLowerCase().includes(title.toLowerCase());
      if (isRight(results[0])) first += 1;
      if (results.some(isRight)) shown += 1;
    }
    return `${first} · ${shown} of ${headings.length}`;
  });
}

async function firsts(site, served) {
  return opened(site, served, async (page) => {
    const found = [];
    for (const question of Object.keys(QUESTIONS)) {
      await ask(page, site, question);
      found.push(await page.locator(`${site.found} b`).first().textContent());
    }
    return found;
  });
}

/** Runs `use` with the search opened on the home page: served under a strict policy if the site is ours, or from a folder. */
async function opened(site, served, use) {
  const headers = site.ask === 'dialog input' ? { 'content-security-policy': POLICY } : {};
  const server = served ? await serve(site.served, { gzip: true, headers }) : undefined;
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(server?.home ?? pathToFileURL(join(site.opened, 'index.html')).href, { waitUntil: 'load' });
    await page.locator(site.search).first().click();
    await page.locator(site.ask).first().waitFor();
    return await use(page);
  } finally {
    await context.close();
    await server?.close();
  }
}
