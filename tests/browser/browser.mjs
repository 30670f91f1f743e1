// A real Chromium, and pages that note what goes wrong in them.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** The navigation that every page carries; its name is what a screen reader says. */
export const MENU = 'nav[aria-label="Handbook"]';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export function launch(flags = []) {
  return chromium.launch({ executablePath: executable(), args: [...FLAGS, ...flags] });
}

/** The browser that CHROMIUM names, else the first Chromium on the PATH. */
function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (!found) throw new Error('no Chromium found: set CHROMIUM to its path, or install it (apt-get install chromium)');
  return found;
}

/**
 * A new page in a context of its own. `troubles` fills with whatever a reader's browser would complain about: errors in
 * the console, scripts that break, answers that fail, and requests to any host but the site's own.
 */
export async function open(browser, home, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  const own = new URL(home).origin;
  page.on('console', (message) => message.type() === 'error' && troubles.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`script: ${error.message}`));
  page.on('response', (answer) => answer.status() >= 400 && troubles.push(`${answer.status()}: ${answer.url()}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== own) troubles.push(`another host: ${request.url()}`);
  });
  return { page, troubles, close: () => context.close() };
}

/** Sets the size of letters, in pixels, as readers set it in their browser; usual is 16. */
export async function sizeLetters(page, pixels) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: pixels } });
}

/** Goes to an address of the site and waits until everything that the page names has loaded. */
export async function visit(page, address) {
  const answer = await page.goto(address, { waitUntil: 'load' });
  if (answer && !answer.ok()) throw new Error(`${answer.status()} for ${address}`);
}

/** Waits until the charts that are not in sight are drawn too. */
export async function drawn(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('.chart > *')].every((part) => part.checkVisibility({ contentVisibilityAuto: true }) || getComputedStyle(part).display === 'none'));
}

/** Addresses of all pages that the menus lead to, the home page first; `seen` is told about each one while it is open. */
export async function walkMenus(page, home, seen) {
  const found = [home];
  for (let at = 0; at < found.length; at += 1) {
    await visit(page, found[at]);
    await seen(found[at]);
    const links = await page.locator(`${MENU} a[href]`).evaluateAll((all) => all.map((link) => link.href.split('#')[0]));
    found.push(...new Set(links.filter((link) => !found.includes(link))));
  }
  return found;
}
