// A page that uses every construct, from a handbook of its own: how it looks, what it weighs, and what the script adds.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import axe from 'axe-core';
import { launch, open, sizeLetters, visit } from './browser.mjs';
import { CONSTRUCTS, build } from './program.mjs';
import { POLICY, serve } from './server.mjs';

const PAGE = 'everything/';

const folder = mkdtempSync(join(tmpdir(), 'sprintbook-constructs-'));
let browser;
let site;
before(async () => {
  build(CONSTRUCTS, folder, '--strict');
  browser = await launch();
  site = await serve(folder, { headers: { 'content-security-policy': POLICY } });
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true });
});

const MODES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'on a phone': { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  'forced colours': { forcedColors: 'active' },
  print: { media: 'print' },
};
describe('every construct, axe', () => {
  for (const [mode, { media, ...options }] of Object.entries(MODES)) {
    it(mode, async () => {
      const { page, close } = await open(browser, site.home, { ...options, reducedMotion: 'reduce', bypassCSP: true });
      await page.emulateMedia({ media: media ?? 'screen' });
      await visit(page, site.home + PAGE);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => window.axe.run());
      assert.ok(passes.length > 0, 'axe has looked at nothing');
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), []);
      await close();
    });
  }
});

it('breaks no policy and asks no other host', async () => {
  const { page, troubles, close } = await open(browser, site.home);
  await visit(page, site.home + PAGE);
  assert.deepEqual(troubles, []);
  await close();
});

for (const [name, letters] of Object.entries({ 'usual letters': 16, 'letters twice as large': 32 })) {
  it(`320 px wide and ${name}, nothing sticks out`, async () => {
    const { page, close } = await open(browser, site.home, { viewport: { width: 320, height: 640 } });
    await sizeLetters(page, letters);
    await visit(page, site.home + PAGE);
    const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(wide <= seen, `${wide} px wide on a screen of ${seen} px`);
    await close();
  });
}

it('a first visit needs at most 4 requests, and its script at most 4 KB', async () => {
  const { page, close } = await open(browser, site.home);
  const answers = new Map();
  page.on('response', async (answer) => answers.set(answer.url(), answer));
  await visit(page, site.home);
  await page.waitForLoadState('networkidle');
  const weights = {};
  for (const [url, answer] of answers) weights[url] = gzipSync(await answer.body(), { level: 9 }).length;
  assert.ok(answers.size <= 4, Object.keys(weights).join(', '));
  const scripts = Object.keys(weights).filter((url) => url.endsWith('.js'));
  assert.ok(scripts.length > 0 && scripts.every((url) => weights[url] <= 4096), JSON.stringify(weights));
  assert.ok(Object.values(weights).reduce((one, other) => one + other) <= 20480, JSON.stringify(weights));
  await close();
});

it('a page that is pointed at is fetched early, under a strict policy', async () => {
  const { page, troubles, close } = await open(browser, site.home);
  await visit(page, site.home + PAGE);
  const early = page.waitForRequest((request) => request.url() === `${site.home}team/people/`, { timeout: 5000 });
  await page.locator('.prose a[href="../team/people/"]').first().hover();
  await early;
  assert.deepEqual(troubles, []);
  await close();
});

it('the section that is being read is marked in the list of them', async () => {
  const { page, close } = await open(browser, site.home);
  await visit(page, site.home + PAGE);
  const marked = () => page.locator('.onpage [aria-current]').allTextContents();
  assert.deepEqual(await marked(), []);
  await page.evaluate(() => document.getElementById('boxes').scrollIntoView());
  await page.waitForFunction(() => document.querySelector('.onpage [aria-current]')?.textContent === 'Boxes', null, { timeout: 5000 });
  assert.deepEqual(await marked(), ['Boxes']);
  await close();
});

it('chosen colours are there before anything is drawn', async () => {
  const { page, close } = await open(browser, site.home, { colorScheme: 'light' });
  await visit(page, site.home);
  await page.locator('#_theme').selectOption('dark');
  await page.addInitScript(() => {
    window.drawnAs = [];
    new PerformanceObserver(() => window.drawnAs.push(document.documentElement.dataset.theme)).observe({ type: 'paint', buffered: true });
    const seen = () => { window.firstFrame ??= document.documentElement?.dataset.theme ?? 'nothing yet'; };
    requestAnimationFrame(seen);
  });
  await visit(page, site.home + PAGE);
  assert.equal(await page.evaluate(() => window.firstFrame), 'dark');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  await close();
});
