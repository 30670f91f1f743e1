// How long it takes from a save until the preview serves the change, and until it is in the page of a real browser.
//
//     node benches/preview.mjs [--pages 30,1000] [--edits 40] [--pause 500] [--binary PATH] [--generate PATH] [--hugo PATH] [--mdbook PATH]
//
// Before: cargo build --release, the same with --manifest-path benches/floor/Cargo.toml, npm ci --prefix tests/browser.
// With --hugo, `hugo server` shows the same pages in the same run, and with --mdbook, `mdbook serve`. Edits alternate between
// writing into the file and putting a new one into its place. "Kept" counts the edits after which the reader was still where
// they were: the same page object, scroll, focus, typed text and opened part. `--pause` is the time between an edit that is seen and
// the next one, in milliseconds.
// Only figures of one run can be compared.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { get, Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
const { values: wanted } = parseArgs({ options: {
  pages: { type: 'string', default: '30,1000' }, edits: { type: 'string', default: '40' }, pause: { type: 'string', default: '500' },
  binary: { type: 'string', default: join(TARGET, 'release/sprintbook') },
  generate: { type: 'string', default: join(TARGET, 'release/generate') },
  hugo: { type: 'string' }, mdbook: { type: 'string' }, browser: { type: 'string', default: 'yes' },
} });
process.env.SPRINTBOOK = wanted.binary;
const { launch } = await import('../tests/browser/browser.mjs');
const { preview, until } = await import('../tests/browser/preview.mjs');

const PATIENCE = 20_000, HOUR = 3_600_000;
// A server that is left behind would slow every later run down.
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const now = () => performance.timeOrigin + performance.now();
const pause = (time) => new Promise((later) => setTimeout(later, time));

console.log('| program | pages | save to served, median | p95 | save to DOM, median | p95 | kept |\n|---|--:|--:|--:|--:|--:|--:|');
for (const pages of wanted.pages.split(',')) {
  const folder = mkdtempSync(join(tmpdir(), 'preview-speed-'));
  execFileSync(wanted.generate, ['--out', folder, '--pages', pages]);
  // Something to open and something to type into: raw HTML, from authors that are trusted.
  writeFileSync(join(folder, 'sprintbook.yaml'), 'title: Speed\nhtml: trusted\n');
  const path = somePage(join(folder, 'content'));
  const file = join(folder, 'content', path);
  const [, front, body] = readFileSync(file, 'utf8').match(/^(---\n[^]*?\n---\n)([^]*)$/);
  writeFileSync(file, `${front}\n<details id="fold"><summary>More</summary>\n\nInside.\n\n</details>\n\n<input id="note">\n\n${body}`);
  const program = await preview(folder, ['--port', '0'], 120_000);
  running.add(program.child);
  try {
    await measure('sprintbook', pages, program.home, file);
  } finally {
    await program.stop();
  }
  if (wanted.hugo) await withHugo(folder, pages, path);
  if (wanted.mdbook) await withMdbook(folder, pages, path);
  rmSync(folder, { recursive: true });
}

/** A page in the middle of the handbook. */
function somePage(content) {
  const pages = readdirSync(content, { recursive: true }).filter((path) => path.endsWith('.md') && !path.endsWith('index.md')).sort();
  return pages[pages.length >> 1];
}

async function withHugo(folder, pages, path) {
  const site = join(folder, 'hugo');
  cpSync(join(folder, 'content'), join(site, 'content'), { recursive: true });
  for (const file of readdirSync(join(site, 'content'), { recursive: true }).filter((file) => file.endsWith('index.md'))) {
    renameSync(join(site, 'content', file), join(site, 'content', file.replace(/index\.md$/, '_index.md')));
  }
  mkdirSync(join(site, 'layouts/_default'), { recursive: true });
  writeFileSync(join(site, 'hugo.toml'), 'baseURL = "http://localhost/"\ntitle = "Speed"\ndisableKinds = ["taxonomy", "RSS", "sitemap"]\n[markup.goldmark.renderer]\nunsafe = true\n');
  const layout = '<!doctype html><html><head><title>{{ .Title }}</title></head><body><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ .Content }}</body></html>';
  for (const name of ['single', 'list', 'home']) writeFileSync(join(site, `layouts/_default/${name}.html`), layout);
  const port = 20000 + (process.pid % 20000);
  const child = spawn(wanted.hugo, ['server', '--port', `${port}`, '--source', site], { stdio: 'ignore' });
  await measureOther('Hugo', pages, child, `http://localhost:${port}/`, join(site, 'content', path));
}

async function withMdbook(folder, pages, path) {
  const site = join(folder, 'mdbook');
  cpSync(join(folder, 'content'), join(site, 'content'), { recursive: true });
  const files = readdirSync(join(site, 'content'), { recursive: true }).filter((file) => file.endsWith('.md')).sort();
  writeFileSync(join(site, 'content/SUMMARY.md'), files.map((file) => `- [${file}](${file})`).join('\n'));
  writeFileSync(join(site, 'book.toml'), '[book]\ntitle = "Speed"\nsrc = "content"\n[output.html.search]\nenable = false\n');
  const port = 20000 + ((process.pid + 1) % 20000);
  const child = spawn(wanted.mdbook, ['serve', '--port', `${port}`, site], { stdio: 'ignore' });
  await measureOther('mdBook', pages, child, `http://localhost:${port}/`, join(site, 'content', path));
}

async function measureOther(program, pages, child, home, file) {
  running.add(child);
  try {
    await until(() => fetch(home).then((answer) => answer.ok, () => false), 120_000);
    await measure(program, pages, home, file);
  } finally {
    child.kill();
  }
}

async function measure(program, pages, home, file) {
  const content = file.slice(0, file.lastIndexOf('/content/') + 9);
  const address = home + relative(content, file).replace(/\.md$/, program === 'mdBook' ? '.html' : '/');
  const text = readFileSync(file, 'utf8');
  const page = wanted.browser === 'yes' ? await watchedPage(address) : undefined;
  const served = [], shown = [];
  let kept = 0;
  for (let edit = 0; edit < Number(wanted.edits) + 3; edit += 1) {
    const word = `edit${edit}of${process.pid}in${program}`;
    // Long enough for a page that was loaded anew to be told of the next edit.
    await pause(Number(wanted.pause) + (edit * 37) % 100);
    const saved = now();
    save(file, `${text}\n\nHere is ${word}.\n`, edit % 2);
    const [one, two] = await Promise.all([untilServed(address, word), page?.shows(word)]);
    // The first ones warm the caches.
    if (edit >= 3) {
      served.push(one - saved);
      if (page) shown.push(two - saved);
      if (await page?.isAsItWas()) kept += 1;
    }
  }
  await page?.close();
  writeFileSync(file, text);
  const ms = (values, share) => values.length === 0 ? '–' : `${values.sort((one, other) => one - other)[Math.floor((values.length - 1) * share)].toFixed(1)} ms`;
  console.log(`| ${program} | ${pages} | ${ms(served, 0.5)} | ${ms(served, 0.95)} | ${ms(shown, 0.5)} | ${ms(shown, 0.95)} | ${page ? `${kept} of ${shown.length}` : '–'} |`);
}

function save(file, text, byRename) {
  if (!byRename) {
    writeFileSync(file, text);
    return;
  }
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

/** Asks again and again; the time at which the answer has the word. */
async function untilServed(address, word) {
  for (;;) {
    const body = await new Promise((done, failed) => {
      // An answer that a program gives up in the middle ends too, and so does one that never comes.
      get(address, { agent, timeout: 2_000 }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece) => { text += piece; }).on('close', () => done(text));
      }).on('timeout', function late() { this.destroy(new Error('late')); }).on('error', failed);
    }).catch(() => '');
    if (body.includes(word)) return now();
    await pause(1);
  }
}

/** A page of a browser that notes when it shows a word. */
async function watchedPage(address) {
  const browser = await launch();
  const context = await browser.newContext();
  await context.addInitScript(() => {
    window.shows = (word) => new Promise((done) => {
      const look = () => {
        if (!document.body?.textContent.includes(word)) return;
        watcher.disconnect();
        done(performance.timeOrigin + performance.now());
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document, { subtree: true, childList: true, characterData: true });
      look();
    });
  });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await pause(500);
  // A full load ends the wait within the page; it begins again in the new one. An edit that never comes is an hour late.
  const shows = async (word) => {
    const late = pause(PATIENCE).then(() => 'late');
    for (;;) {
      const shown = page.evaluate((word) => window.shows(word), word).catch(() => page.waitForLoadState('load').catch(() => {}));
      const when = await Promise.race([shown, late]);
      if (when === 'late') await page.reload().catch(() => {});
      if (when) return when === 'late' ? now() + HOUR : when;
    }
  };
  await page.locator('#fold summary').click();
  await page.locator('#note').fill('half a thought');
  await page.evaluate(() => { window.mine = true; scrollTo(0, 150); });
  await pause(300);
  const state = () => page.evaluate(() => {
    const note = document.getElementById('note');
    return JSON.stringify([window.mine, Math.round(scrollY), document.activeElement === note, note.value, document.getElementById('fold').open]);
  });
  const before = await state();
  const isAsItWas = async () => before === await state().catch(() => '');
  return { shows, isAsItWas, close: () => browser.close() };
}
