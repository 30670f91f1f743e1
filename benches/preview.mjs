// How long it takes from a save until the preview serves the change, and until it is in the page of a real browser.
//
//     node benches/preview.mjs [--pages 30,1000] [--edits 40] [--pause 500] [--binary PATH] [--generate PATH] [--hugo PATH] [--mdbook PATH] [--eleventy FOLDER]
//
// Before: cargo build --release, the same with --manifest-path benches/floor/Cargo.toml, npm ci --prefix tests/browser.
// With --hugo, `hugo server` shows the same pages in the same run, with --mdbook `mdbook serve`, with --eleventy its `--serve` (see
// peers.mjs). Edits alternate between writing into the file and putting a new one into its place. "Kept" counts the edits after which the reader was still where
// they were: the same page object, scroll, focus, typed text and opened part. `--pause` is the time between an edit that is seen and
// the next one, in milliseconds.
// Only figures of one run can be compared.

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { get, Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { project } from './peers.mjs';
import { asFolder } from './peers/markdown.mjs';

const ROOT = join(import.meta.dirname, '..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
const { values: wanted } = parseArgs({ options: {
  pages: { type: 'string', default: '30,1000' }, edits: { type: 'string', default: '40' }, pause: { type: 'string', default: '500' },
  binary: { type: 'string', default: join(TARGET, 'release/sprintbook') },
  generate: { type: 'string', default: join(TARGET, 'release/generate') },
  hugo: { type: 'string' }, mdbook: { type: 'string' }, eleventy: { type: 'string' }, browser: { type: 'string', default: 'yes' },
} });
process.env.SPRINTBOOK = wanted.binary;
const { launch } = await import('../tests/browser/browser.mjs');
const { preview, until } = await import('../tests/browser/preview.mjs');

const PEERS = ['hugo', 'mdbook', 'eleventy'];
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
    await measure('sprintbook', pages, program.home + asFolder(path), file);
  } finally {
    await program.stop();
  }
  for (const peer of PEERS.filter((peer) => wanted[peer])) await withPeer(peer, folder, pages, path);
  rmSync(folder, { recursive: true });
}

/** A page in the middle of the handbook. */
function somePage(content) {
  const pages = readdirSync(content, { recursive: true }).filter((path) => path.endsWith('.md') && !path.endsWith('index.md')).sort();
  return pages[pages.length >> 1];
}

/** The same handbook in the preview of another program. */
async function withPeer(peer, folder, pages, path) {
  const { name, folder: place, serve, file, address } = project(peer, folder, join(folder, peer), { path: wanted[peer], kind: 'plain' });
  const port = 20000 + ((process.pid + PEERS.indexOf(peer)) % 20000);
  const [command, ...rest] = serve(port);
  const child = spawn(command, rest, { stdio: 'ignore', cwd: place });
  running.add(child);
  const home = `http://localhost:${port}/`;
  try {
    await until(() => fetch(home).then((answer) => answer.ok, () => false), 120_000);
    await measure(name, pages, home + address(path), file(path));
  } finally {
    child.kill();
  }
}

async function measure(program, pages, address, file) {
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
