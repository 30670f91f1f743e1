// How pages look to those who read them otherwise: on paper, in letters twice as large, by keyboard, without movement, in the
// colours of their system, without JavaScript, from a folder; and that nothing moves while a page arrives.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import { MENU, launch, open, visit } from './browser.mjs';
import { CONSTRUCTS, build } from './program.mjs';
import { serve } from './server.mjs';
import { SAMPLES, SITE } from './site.mjs';

const EVERY = 'every construct';

const folder = mkdtempSync(join(tmpdir(), 'sprintbook-looks-'));
const offline = join(folder, 'offline');
let browser;
let sample;
let constructs;
before(async () => {
  build(CONSTRUCTS, join(folder, 'site'), '--strict');
  build(CONSTRUCTS, offline, '--strict', '--offline');
  browser = await launch();
  sample = await serve(SITE);
  constructs = await serve(join(folder, 'site'));
});
after(async () => {
  await browser?.close();
  await sample?.close();
  await constructs?.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page of each kind in turn; `look` gives what is wrong with it. */
async function eachPage(options, look) {
  const faults = [];
  for (const [name, address] of [...Object.entries(SAMPLES), [EVERY, 'everything/']]) {
    const site = name === EVERY ? constructs : sample;
    const { page, close } = await open(browser, site.home, options);
    await page.addInitScript(helpers);
    faults.push(...(await look(page, site.home + address, name)).map((fault) => `${name}: ${fault}`));
    await close();
  }
  assert.deepEqual(faults, []);
}

it('paper is light whatever the theme, and has the text without menus', async () => {
  await eachPage({ colorScheme: 'dark' }, async (page, address) => {
    await page.addInitScript(() => { try { localStorage.setItem('sprintbook-look', 'dark'); } catch {} });
    await visit(page, address);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    return page.evaluate(() => {
      const { style, shown, light, clear } = window.looks;
      const faults = [];
      for (const part of [document.documentElement, document.body]) {
        const ground = style(part).backgroundColor;
        if (!clear(ground) && light(ground) < 0.9) faults.push(`${part.localName} is ${ground}`);
      }
      const texts = [...document.querySelectorAll('main :is(h1, h2, p, li, td)')].filter(shown);
      if (texts.length < 5) faults.push('hardly any text');
      faults.push(...texts.filter((part) => light(style(part).color) > 0.35).slice(0, 5).map((part) => `pale: ${part.outerHTML.slice(0, 80)}`));
      const useless = document.querySelectorAll('button, select, nav:not(.leaves, .also, .contents), .skip, footer.foot, .anchor');
      faults.push(...[...useless].filter(shown).map((part) => `on paper: ${part.outerHTML.slice(0, 80)}`));
      const links = [...document.querySelectorAll('.prose a[href^=http]')].filter(shown);
      const told = (link) => style(link, '::after').content.includes(link.getAttribute('href'));
      return [...faults, ...links.filter((link) => !told(link)).map((link) => `its target is not shown: ${link.href}`)];
    });
  });
});

it('letters twice as large: nothing is cut, nothing overlaps, and no page scrolls sideways', async () => {
  for (const width of [1280, 640]) {
    await eachPage({ viewport: { width, height: 900 } }, async (page, address) => {
      await visit(page, address);
      return page.evaluate(() => {
        const { style, shown } = window.looks;
        document.documentElement.style.fontSize = '200%';
        const root = document.documentElement;
        const faults = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px wide in ${root.clientWidth}`] : [];
        const cuts = (part) => {
          const { overflowX, overflowY, clipPath, position } = style(part);
          const hidden = position === 'absolute' && clipPath !== 'none';
          const holds = (overflow) => ['hidden', 'clip'].includes(overflow);
          return !hidden && ((holds(overflowX) && part.scrollWidth > part.clientWidth + 1) || (holds(overflowY) && part.scrollHeight > part.clientHeight + 1));
        };
        const all = [...document.body.querySelectorAll('*')].filter((part) => shown(part) && part instanceof HTMLElement);
        faults.push(...all.filter(cuts).map((part) => `cut: ${part.outerHTML.slice(0, 80)}`));
        const tools = [...document.querySelectorAll('.top > *')].filter(shown).map((part) => part.getBoundingClientRect());
        const meet = (one, other) => one.left < other.right - 1 && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1;
        if (tools.some((one, at) => tools.slice(at + 1).some((other) => meet(one, other)))) faults.push('the tools in the header overlap');
        return faults;
      });
    });
  }
});

for (const colorScheme of ['light', 'dark']) {
  it(`whatever has the focus is in sight and marked by two colours: ${colorScheme}`, async () => {
    await eachPage({ colorScheme, reducedMotion: 'reduce' }, async (page, address) => {
      await visit(page, address);
      const faults = [];
      const seen = new Set();
      for (;;) {
        await page.keyboard.press('Tab');
        const { place, fault } = await page.evaluate(focusMark);
        if (place === undefined || seen.has(place)) break;
        seen.add(place);
        if (fault) faults.push(fault);
      }
      if (seen.size < 5) faults.push(`only ${seen.size} stops`);
      return faults;
    });
  });
}

it('the first stop leads to the main text', async () => {
  await eachPage({}, async (page, address) => {
    await visit(page, address);
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    if (!/^Skip/.test(await skip.textContent())) return ['the first stop is no skip link'];
    await page.keyboard.press('Enter');
    const inside = await page.evaluate(() => document.activeElement.localName === 'main' || document.querySelector('main').contains(document.activeElement));
    return inside ? [] : ['the skip link leads elsewhere'];
  });
});

it('nothing moves while a page arrives, though its pictures come late', async () => {
  await eachPage({ viewport: { width: 1000, height: 700 } }, async (page, address, name) => {
    let arrive;
    const painted = new Promise((now) => { arrive = now; });
    let late = 0;
    await page.route(/\.(png|svg)(\?|$)/, async (route) => {
      late += 1;
      await painted;
      await route.continue();
    });
    await page.addInitScript(() => {
      window.moved = [];
      const note = (list) => window.moved.push(...list.getEntries().map(({ value, sources }) => `${value.toFixed(4)}: ${sources.map(({ node }) => node?.outerHTML?.slice(0, 60)).join(' ')}`));
      new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(address, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    arrive();
    // Pictures far down wait until somebody comes near.
    const pictures = await page.locator('img').count();
    for (let at = 0; at < pictures; at += 1) {
      await page.locator('img').nth(at).evaluate((picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await page.waitForFunction((at) => { const picture = document.images[at]; return picture.complete && picture.naturalWidth > 0; }, at);
    }
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    if (name === EVERY) assert.ok(pictures >= 4 && late >= 2, `${pictures} pictures, ${late} of them late`);
    return page.evaluate(() => window.moved);
  });
});

it('without movement for those who ask for none, and with a little for others', async () => {
  for (const [reducedMotion, moves] of [['reduce', false], ['no-preference', true]]) {
    const { page, close } = await open(browser, sample.home, { reducedMotion });
    await page.addInitScript(() => {
      window.addEventListener('pagereveal', (event) => { window.revealedBy = event.viewTransition ? 'a transition' : 'nothing'; });
    });
    await visit(page, sample.home);
    const link = page.locator(`${MENU} a`).first();
    await link.click();
    await page.waitForURL((url) => url.href !== sample.home);
    await page.waitForFunction(() => window.revealedBy);
    assert.equal(await page.evaluate(() => window.revealedBy), moves ? 'a transition' : 'nothing', reducedMotion);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((part) => ['', '::before'].map((pseudo) => getComputedStyle(part, pseudo || null)))
      .filter(({ transitionDuration, animationName, scrollBehavior }) => /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth').length);
    assert.equal(moving > 0, moves, `${moving} parts move: ${reducedMotion}`);
    await close();
  }
});

it('in the colours of the system, the mark of the focus, charts and the page in the menu can be seen', async () => {
  await eachPage({ forcedColors: 'active' }, async (page, address, name) => {
    await visit(page, address);
    await page.keyboard.press('Tab');
    return page.evaluate((name) => {
      const { style, shown, clear } = window.looks;
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'Canvas';
      const ground = style(probe).color;
      const faults = [];
      const { outlineStyle, outlineColor } = style(document.activeElement);
      if (outlineStyle === 'none' || outlineColor === ground) faults.push('the focus has no outline');
      const here = document.querySelector('.menu [aria-current=page]');
      if (here && shown(here) && style(here).borderInlineStartColor === ground) faults.push('the page itself is not marked in the menu');
      const marks = [...document.querySelectorAll('svg.chart-wide :is(path, rect, circle, line)[class*="c-"]')].filter(shown);
      if (/overview|closed/.test(name) && marks.length < 10) faults.push(`${marks.length} marks in charts`);
      const seen = (mark) => [style(mark).fill, style(mark).stroke].some((colour) => colour !== 'none' && colour !== ground && !clear(colour));
      const off = (mark) => /c-(hover|halo|off|band)/.test(mark.getAttribute('class'));
      return [...faults, ...marks.filter((mark) => !off(mark) && !seen(mark)).map((mark) => `cannot be seen: ${mark.outerHTML.slice(0, 90)}`)];
    }, name);
  });
});

it('without JavaScript no control is dead', async () => {
  await eachPage({ javaScriptEnabled: false }, async (page, address) => {
    await visit(page, address);
    const controls = page.locator('button, select, textarea, input:not([disabled])');
    const dead = [];
    for (const control of await controls.all()) if (await control.isVisible()) dead.push(await control.evaluate((part) => part.outerHTML.slice(0, 80)));
    return dead;
  });
});

describe('from a folder', () => {
  it('menu, links and search lead to pages', async () => {
    const home = pathToFileURL(join(offline, 'index.html')).href;
    const { page, troubles, close } = await open(browser, home);
    await visit(page, home);
    await page.locator(`${MENU} a`, { hasText: 'Every construct' }).click();
    await page.waitForURL(/everything\/index\.html$/);
    await page.locator('.prose a', { hasText: 'link to a page' }).click();
    await page.waitForURL(/team\/people\/index\.html$/);
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] input:focus');
    await page.fill('dialog input', 'neap tide');
    const found = page.locator('dialog [role=option]', { hasText: 'Every construct' }).first();
    await found.waitFor();
    await found.click();
    await page.waitForURL(/everything\/index\.html/);
    assert.deepEqual(troubles, []);
    await close();
  });
});

it('each page has one language, one heading of the first level, and scripts that wait', async () => {
  // As it is written: a script may style a part later.
  await eachPage({ javaScriptEnabled: false }, async (page, address) => {
    await visit(page, address);
    return page.evaluate(() => {
      const faults = [];
      if (!/^[a-z]{2}/.test(document.documentElement.lang)) faults.push('no language');
      if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
      if ([...document.querySelectorAll('head script')].some((script) => !script.defer || !script.src)) faults.push('a script does not wait');
      if (document.querySelectorAll('style, [style]').length > 0) faults.push('a style stands in the page');
      if (!document.querySelector('link[rel~=icon]')) faults.push('no icon');
      return faults;
    });
  });
});

/** Runs in the page before its own scripts: words for what tests ask. `light` is the relative luminance of a colour. */
function helpers() {
  const style = (part, pseudo) => getComputedStyle(part, pseudo);
  const shown = (part) => part.checkVisibility({ visibilityProperty: true }) && part.getClientRects().length > 0;
  const light = (colour) => {
    const drawing = new OffscreenCanvas(1, 1).getContext('2d');
    drawing.fillStyle = colour;
    drawing.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...drawing.getImageData(0, 0, 1, 1).data].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
  window.looks = { style, shown, light, clear };
}

/** Runs in the page: where the focus is, and what is wrong with how it is shown. */
function focusMark() {
  const { style, light } = window.looks;
  const part = document.activeElement;
  if (!part || part === document.body) return {};
  window.stops ??= new Map();
  if (!window.stops.has(part)) window.stops.set(part, window.stops.size);
  const { outlineStyle, outlineWidth, outlineColor, boxShadow } = style(part);
  const box = part.getBoundingClientRect();
  const inSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  const shadow = boxShadow.match(/(?:rgb|oklab|color)[^)]*\)/)?.[0];
  const marked = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && shadow;
  const [darker, lighter] = marked ? [light(outlineColor), light(shadow)].sort((one, other) => one - other) : [0, 0];
  const told = part.outerHTML.slice(0, 80);
  const fault = !inSight ? `out of sight: ${told}` : !marked ? `not marked by two colours: ${told}` : (lighter + 0.05) / (darker + 0.05) < 2.5 ? `both colours are alike: ${told}` : undefined;
  return { place: window.stops.get(part), fault };
}
