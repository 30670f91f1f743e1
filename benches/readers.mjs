// What a reader gets: one handbook as a site of each program, measured in a real browser by the same code. Prints a table in Markdown.
//
//     node benches/readers.mjs [HANDBOOK] [--page FILE] [--reports FOLDER] [--binary PATH] [--mdbook PATH] [--mkdocs PATH]
//
// HANDBOOK  the folder to build (default: this repository, our sample); its content must be in `content`
// --page    the page that is measured beside home, as a file in `content` (default: roles/delivery-manager.md)
// --reports the folder in `content` with the sprint log, or none (default: sprints)
//
// Before: cargo build --release, and npm ci --prefix tests/browser. Each program builds the same Markdown (see peers.mjs). Each site is
// served with gzip and with ten minutes of caching, as common hosts do. No name of another host is resolved, so what a site asks of
// others counts as a request but adds no bytes.
//
// first visit     bytes of all answers, compressed, without their headers, for the home page in an empty browser, until nothing is loaded any more
// next page       the same for the page after it, with what is cached already
// report page     the same for the overview of the sprint log after home; mdBook and Material have no such page
// layout shift    how far things jump while a page loads on a phone (CLS), the worst of the pages; 0 is still
// axe             rules of axe-core (all of them, best practices too) that some page fails; "opened": all that folds out, and search with an answer
// strict policy   violations of the policy below on the worst page, with search opened
// other hosts     requests to other hosts on the worst page
// without script  pages that open from the menu of the home page with JavaScript switched off, of those that it shows once all is unfolded
// from a folder   the same with JavaScript, for a home page that is opened without a server
// sideways        pixels by which some page, or a part that is no table, code, formula or picture, has to be scrolled sideways

import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildSites } from './peers.mjs';

const ROOT = join(import.meta.dirname, '..');
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target');
const { launch, sizeLetters } = await import('../tests/browser/browser.mjs');
const { POLICY, serve } = await import('../tests/browser/server.mjs');
const { default: axe } = await import('../tests/browser/node_modules/axe-core/axe.js');

const WIDE = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 } };
const MODES = {
  light: { colorScheme: 'light' }, dark: { colorScheme: 'dark' }, phone: PHONE, print: { media: 'print' },
  'forced colours': { forcedColors: 'active' }, opened: { opened: true },
};

const { values: wanted, positionals: [handbook = ROOT] } = parseArgs({ allowPositionals: true, options: {
  page: { type: 'string', default: 'roles/delivery-manager.md' }, reports: { type: 'string', default: 'sprints' },
  binary: { type: 'string', default: join(TARGET, 'release/sprintbook') }, mdbook: { type: 'string' }, mkdocs: { type: 'string' },
} });

const place = mkdtempSync(join(tmpdir(), 'sprintbook-readers-'));
const browser = await launch(['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']);
try {
  const sites = buildSites(handbook, place, { sprintbook: wanted.binary, mdbook: wanted.mdbook, mkdocs: wanted.mkdocs });
  const columns = [];
  for (const [name, site] of Object.entries(sites)) columns.push([name, await measure(site, name === 'sprintbook')]);
  const rows = Object.keys(columns[0][1]);
  console.log(`| | ${columns.map(([name]) => name).join(' | ')} |\n|---|${columns.map(() => '--:|').join('')}`);
  for (const row of rows) console.log(`| ${row} | ${columns.map(([, figures]) => figures[row] ?? '–').join(' | ')} |`);
} finally {
  await browser.close();
  rmSync(place, { recursive: true });
}

async function measure(site, own) {
  const reports = own && wanted.reports !== 'none' ? [`${wanted.reports}/`] : [];
  const paths = ['', site.address(wanted.page), ...reports];
  return {
    ...await weigh(site, paths), 'layout shift': await shift(site, paths), ...await failures(site, paths),
    ...await withPolicy(site, paths), ...await withoutScript(site), 'from a folder': await fromFolder(site), ...await sideways(site, paths),
  };
}

/** Runs `use` with a page of its own in a fresh context, on the site as it is served. */
async function visiting(site, { headers, sent, ...options }, use) {
  const server = await serve(site.served, { gzip: true, sent, headers: { 'cache-control': 'max-age=600', ...headers } });
  const context = await browser.newContext({ ...WIDE, ...options });
  const page = await context.newPage();
  try {
    return await use(page, server.home);
  } finally {
    await context.close();
    await server.close();
  }
}

function settled(page, address) {
  return page.goto(address, { waitUntil: 'networkidle' });
}

// ---- Weight.

async function weigh(site, [home, next, reports]) {
  const kinds = { HTML: /(\/|\.html)$/, CSS: /\.css$/, JS: /\.m?js$/, fonts: /\.(woff2?|ttf)$/, other: /./ };
  const kilobytes = (answers) => (answers.reduce((sum, { bytes }) => sum + bytes, 0) / 1000).toFixed(1);
  const parts = (answers) => {
    const left = [...answers];
    return Object.entries(kinds).flatMap(([kind, form]) => {
      const those = left.filter(({ path }) => form.test(path));
      those.forEach((one) => left.splice(left.indexOf(one), 1));
      return those.length ? [`${kind} ${kilobytes(those)}`] : [];
    }).join(', ');
  };
  const answers = [];
  const visit = (pages) => visiting(site, { sent: (path, bytes) => answers.push({ path, bytes }) }, async (page, address) => {
    for (const path of pages) {
      answers.length = 0;
      await settled(page, address + path);
    }
    return [...answers];
  });
  const first = await visit([home]), second = await visit([home, next]), report = reports && await visit([home, reports]);
  const figures = (those) => `${kilobytes(those)} KB · ${those.length} (${parts(those)})`;
  return { 'first visit, compressed · requests': figures(first), 'next page': figures(second), 'report page': report && figures(report) };
}

async function shift(site, paths) {
  return visiting(site, PHONE, async (page, home) => {
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    let worst = 0;
    for (const path of paths) {
      await settled(page, home + path);
      worst = Math.max(worst, await page.evaluate(() => window.shifted));
    }
    return worst.toFixed(3);
  });
}

// ---- Who can read it.

async function failures(site, paths) {
  const found = {};
  for (const [mode, { media = 'screen', opened, ...options }] of Object.entries(MODES)) {
    found[`axe: ${mode}`] = await visiting(site, { ...options, reducedMotion: 'reduce', bypassCSP: true }, async (page, home) => {
      const rules = new Set();
      for (const path of paths) {
        await page.emulateMedia({ media });
        await settled(page, home + path);
        if (opened) await openAll(page, site);
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => window.axe.run());
        violations.forEach(({ id }) => rules.add(id));
      }
      return rules.size ? `${rules.size}: ${[...rules].sort().join(', ')}` : '0';
    });
  }
  return found;
}

/** Opens whatever folds out, and the search with an answer in it. */
async function openAll(page, site, timeout = 30_000) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  await page.locator(site.search).first().click({ timeout });
  await page.locator(site.ask).first().pressSequentially('team', { timeout });
  await page.locator(site.found).first().waitFor({ timeout });
}

async function withPolicy(site, paths) {
  const violations = await visiting(site, { headers: { 'content-security-policy': POLICY } }, async (page, home) => {
    await page.addInitScript(() => {
      window.broken = 0;
      document.addEventListener('securitypolicyviolation', () => { window.broken += 1; });
    });
    let most = 0;
    for (const path of paths) {
      await settled(page, home + path);
      // With its script refused, a search may not open at all.
      await openAll(page, site, 5000).catch(() => {});
      most = Math.max(most, await page.evaluate(() => window.broken));
    }
    return most;
  });
  const others = await visiting(site, {}, async (page, home) => {
    const asked = [];
    page.on('request', (request) => { if (/^https?:/.test(request.url()) && !request.url().startsWith(home)) asked.push(new URL(request.url()).host); });
    let most = [];
    for (const path of paths) {
      asked.length = 0;
      await settled(page, home + path);
      if (asked.length > most.length) most = [...asked];
    }
    return most.length ? `${most.length}: ${[...new Set(most)].join(', ')}` : '0';
  });
  return { 'strict policy: violations': violations, 'other hosts: requests': others };
}

async function withoutScript(site) {
  const count = (options) => visiting(site, { ...options, javaScriptEnabled: false }, async (page, home) => {
    await settled(page, home);
    const links = await unfolded(page, site);
    const answers = await Promise.all(links.map(async (link) => (await fetch(link)).ok));
    return `${answers.filter(Boolean).length} of ${links.length}`;
  });
  return { 'without script: pages in the menu, wide': await count({}), 'without script: pages in the menu, phone': await count(PHONE) };
}

/** Unfolds the menu, part by part, and gathers the addresses that its links lead to while they are in sight. */
async function unfolded(page, site) {
  const links = new Set(await menuLinks(page, site));
  for (let opened = 0; opened < 200; opened += 1) {
    const fold = page.locator(site.folds).filter({ visible: true }).first();
    if (!(await fold.count())) break;
    // What lies under something else cannot be opened.
    if (await fold.click({ timeout: 2000 }).then(() => false, () => true)) break;
    (await menuLinks(page, site)).forEach((link) => links.add(link));
  }
  return [...links];
}

/** Addresses that links of the menu lead to, as far as they are in sight; a menu may be a frame. */
async function menuLinks(page, site) {
  const all = [];
  for (const frame of page.frames()) {
    const scope = frame === page.mainFrame() ? page.locator(site.menu).locator('a[href]') : frame.locator('a[href]');
    for (const link of await scope.all()) {
      if (!(await link.isVisible())) continue;
      // Seen, and not moved out of the window.
      const box = await link.boundingBox();
      if (box && box.x + box.width > 0 && box.x < page.viewportSize().width) all.push(new URL(await link.getAttribute('href'), frame.url()).href.split('#')[0]);
    }
  }
  return [...new Set(all)];
}

async function fromFolder(site) {
  const context = await browser.newContext(WIDE);
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(site.opened, 'index.html')).href, { waitUntil: 'load' });
  const links = await unfolded(page, site);
  const opens = links.filter((link) => link.startsWith('file:') && isFile(fileURLToPath(link)));
  await context.close();
  return `${opens.length} of ${links.length}`;
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

async function sideways(site, paths) {
  const most = (options, letters = 16) => visiting(site, options, async (page, home) => {
    await sizeLetters(page, letters);
    let wide = 0;
    for (const path of paths) {
      await settled(page, home + path);
      wide = Math.max(wide, await page.evaluate(sidewaysScroll));
    }
    return `${wide} px`;
  });
  return {
    'sideways, 320 px wide': await most({ viewport: { width: 320, height: 640 } }),
    'sideways, text of 200 %': await most({}, 32),
    'sideways, both': await most({ viewport: { width: 320, height: 640 } }, 32),
  };
}

/** Runs in the page. */
function sidewaysScroll() {
  const allowed = 'pre, table, code, math, mjx-container, [role=region], .table, .table-wrapper, .md-typeset__scrollwrap';
  const beyond = (element) => element.scrollWidth - element.clientWidth;
  const parts = [...document.querySelectorAll('body *')].filter((element) => {
    if (beyond(element) <= 1 || !/auto|scroll/.test(getComputedStyle(element).overflowX)) return false;
    return !element.matches(allowed) && !element.closest('pre') && element.checkVisibility();
  });
  return Math.max(0, beyond(document.documentElement), ...parts.map(beyond));
}
