// A reader who has a keyboard and nothing else walks through the handbook; then the same without JavaScript. At each stop, what has the focus
// is in sight, lies under nothing, and looks different from how it looks without the focus.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MENU, open, visit } from './browser.mjs';
import { browser, site } from './sample.mjs';
import { SAMPLES } from './site.mjs';

const PHONE = { viewport: { width: 360, height: 740 } };

describe('with the keyboard alone', () => {
  it('the first stop leads over the menu to the text', async () => {
    await reading('a role', {}, async (page) => {
      assert.equal(await step(page), 'Skip to the main text');
      await enter(page);
      await page.waitForFunction(() => document.activeElement?.id === '_main');
      await step(page);
      assert.ok(await page.evaluate(() => document.activeElement.closest('main')), 'the next stop is in the text');
    });
  });

  it('every stop of a page can be seen, forwards and backwards', async () => {
    for (const name of ['home', 'a role', 'the newest closed sprint']) {
      let there;
      await reading(name, {}, async (page) => { there = await wholeWay(page, 'Tab'); });
      assert.ok(there.length > 20, there.join(', '));
      await reading(name, {}, async (page) => assert.deepEqual((await wholeWay(page, 'Shift+Tab')).toReversed(), there, name));
    }
  });

  it('every stop can be seen on a phone, with everything unfolded', async () => {
    await reading('a role', PHONE, async (page) => {
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      assert.ok((await wholeWay(page, 'Tab')).length > 40);
    });
  });

  for (const [width, options] of Object.entries({ 'a wide screen': {}, 'a phone': PHONE })) {
    it(`the menu leads to a page: ${width}`, async () => {
      await reading('home', options, async (page) => {
        if (options.viewport) await unfold(page, 'Menu');
        await stepTo(page, 'Pages in Roles');
        await enter(page);
        await page.waitForFunction(() => document.activeElement.parentElement.open);
        await leadsTo(page, 'Delivery manager', site.home + SAMPLES['a role']);
      });
    });
  }

  it('the search finds a page and opens it', async () => {
    await reading('home', {}, async (page) => {
      await page.keyboard.press('/');
      await page.waitForSelector('dialog[open] input:focus');
      await look(page);
      await answered(page, () => page.keyboard.type('delivery manager'));
      const first = await page.locator('dialog [aria-selected=true]').getAttribute('href');
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((first) => document.querySelector('dialog [aria-selected=true]').getAttribute('href') !== first, first);
      const chosen = page.locator('dialog [aria-selected=true]');
      assert.ok(await chosen.isVisible());
      await page.keyboard.press('ArrowUp');
      await page.waitForFunction((first) => document.querySelector('dialog [aria-selected=true]').getAttribute('href') === first, first);
      await page.keyboard.press('Tab');
      assert.equal(await look(page), 'Close');
      await page.keyboard.press('Shift+Tab');
      await page.waitForSelector('dialog[open] input:focus');
      await Promise.all([page.waitForURL(first), page.keyboard.press('Enter')]);
      assert.equal(await page.textContent('h1'), 'Delivery manager');
    });
  });

  it('the search gives the focus back when it is closed', async () => {
    await reading('a role', {}, async (page) => {
      await stepTo(page, 'Search /');
      await enter(page);
      await page.waitForSelector('dialog[open] input:focus');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog:not([open])', { state: 'attached' });
      assert.equal(await look(page), 'Search /');
    });
  });

  for (const [width, options] of Object.entries({ 'a wide screen': {}, 'a phone': PHONE })) {
    it(`the contents lead to a heading: ${width}`, async () => {
      await reading('the sprint overview', options, async (page) => {
        if (options.viewport) await unfold(page, 'On this page');
        await headingByContents(page, 'Flow of items');
      });
    });
  }

  it('dark colours are chosen, and kept on the next page', async () => {
    await reading('home', { colorScheme: 'light' }, async (page) => {
      await stepTo(page, 'Colours');
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const light = await ground();
      // As a list it is closed: letters choose in it on every system.
      await page.keyboard.type('d');
      await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
      assert.notEqual(await ground(), light);
      await look(page);
      const dark = await ground();
      await leadsTo(page, 'Roles', `${site.home}roles/`);
      assert.equal(await ground(), dark);
      await stepTo(page, 'Colours');
      assert.equal(await page.evaluate(() => document.activeElement.value), 'dark');
    });
  });

  it('code is copied', async () => {
    const code = await pageWith('pre');
    await reading(code, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      await stepTo(page, 'Copy');
      await enter(page);
      await page.waitForFunction(() => document.activeElement.textContent === 'Copied');
      const [copied, written] = await page.evaluate(async () => [await navigator.clipboard.readText(), document.activeElement.previousElementSibling.textContent]);
      assert.ok(copied.length > 0);
      assert.equal(copied, written);
      await look(page);
    });
  });

  it('a chart shows its numbers as a table', async () => {
    await reading('the sprint overview', {}, async (page) => chartTable(page));
  });

  it('previous and next lead back and forth', async () => {
    await reading('a role', {}, async (page) => pager(page));
  });
});

describe('with the keyboard alone, and without JavaScript', () => {
  const options = { javaScriptEnabled: false };

  it('no control that needs JavaScript is in sight', async () => {
    for (const address of Object.values(SAMPLES)) {
      const { page, close } = await open(browser, site.home, options);
      await visit(page, site.home + address);
      for (const control of await page.locator('button, select, input:not([disabled]), textarea').all()) {
        assert.equal(await control.isVisible(), false, `${address}: ${await control.evaluate((control) => control.outerHTML)}`);
      }
      await close();
    }
  });

  it('every stop of a page can be seen', async () => {
    for (const name of ['home', 'the newest closed sprint']) {
      await reading(name, options, async (page) => assert.ok((await wholeWay(page, 'Tab')).length > 20));
    }
  });

  it('the first stop leads to the text', async () => {
    await reading('a role', options, async (page) => {
      assert.equal(await step(page), 'Skip to the main text');
      await enter(page);
      await step(page);
      assert.ok(await page.evaluate(() => document.activeElement.closest('main')));
    });
  });

  for (const [width, more] of Object.entries({ 'a wide screen': {}, 'a phone': PHONE })) {
    it(`the menu and the contents lead on: ${width}`, async () => {
      await reading('home', { ...options, ...more }, async (page) => {
        if (more.viewport) await unfold(page, 'Menu');
        await stepTo(page, 'Pages in Roles');
        await enter(page);
        await leadsTo(page, 'Delivery manager', site.home + SAMPLES['a role']);
      });
      await reading('the sprint overview', { ...options, ...more }, async (page) => {
        if (more.viewport) await unfold(page, 'On this page');
        await headingByContents(page, 'Flow of items');
      });
    });
  }

  it('a chart shows its numbers, pages lead on, and there is one to print', async () => {
    await reading('the sprint overview', options, async (page) => chartTable(page));
    await reading('a role', options, async (page) => pager(page));
    await reading('home', options, async (page) => leadsTo(page, 'Print the handbook', `${site.home}print.html`));
  });
});

// ---- What a reader does.

/** Opens a page by its name in SAMPLES, or by its address, and holds that nothing went wrong on the way. */
async function reading(name, options, walk) {
  const { page, troubles, close } = await open(browser, site.home, { reducedMotion: 'reduce', ...options });
  await visit(page, site.home + (SAMPLES[name] ?? name));
  await walk(page);
  assert.deepEqual(troubles, [], name);
  await close();
}

/** One stop further; its name. */
async function step(page, key = 'Tab') {
  await page.keyboard.press(key);
  return look(page);
}

/** On to the stop of that name, which has to come before the page ends. */
async function stepTo(page, name) {
  const passed = [];
  for await (const stop of stops(page, 'Tab')) {
    if (stop === name) return look(page);
    passed.push(stop);
  }
  throw new Error(`no stop is called “${name}”; there are: ${passed.join(', ')}`);
}

/** Every stop, from the first to the last or back. */
async function wholeWay(page, key) {
  const names = [];
  for await (const stop of stops(page, key)) {
    await look(page);
    names.push(stop);
  }
  return names;
}

/** One stop after the other, by their names, until the page ends or its stops begin again. */
async function* stops(page, key) {
  await page.evaluate(() => { window.passed = new Set([document.body]); });
  for (;;) {
    await page.keyboard.press(key);
    const isNew = await page.evaluate(() => window.passed.size < window.passed.add(document.activeElement).size);
    if (!isNew) return;
    yield await page.evaluate(nameOfFocus);
  }
}

const enter = (page) => page.keyboard.press('Enter');

async function unfold(page, name) {
  await stepTo(page, name);
  await enter(page);
  await page.waitForFunction(() => document.activeElement.parentElement.open);
}

async function leadsTo(page, name, address) {
  await stepTo(page, name);
  await Promise.all([page.waitForURL(address), enter(page)]);
  await page.waitForLoadState('load');
}

async function headingByContents(page, heading) {
  await stepTo(page, heading);
  const id = await page.evaluate(() => decodeURIComponent(document.activeElement.hash.slice(1)));
  await enter(page);
  await page.waitForFunction((id) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return decodeURIComponent(location.hash) === `#${id}` && top >= 0 && bottom <= innerHeight;
  }, id);
  await step(page);
  const after = await page.evaluate((id) => !!(document.getElementById(id).compareDocumentPosition(document.activeElement) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)), id);
  assert.ok(after, 'the next stop is below the heading');
}

async function chartTable(page) {
  const name = await page.locator('figure.chart details > summary').first().textContent();
  await stepTo(page, name);
  const table = page.locator('figure.chart details').first().locator('[role=region]');
  assert.equal(await table.isVisible(), false);
  await enter(page);
  await table.waitFor({ state: 'visible' });
  const caption = await table.locator('caption').textContent();
  await step(page);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'region');
  assert.equal(await page.evaluate(() => document.activeElement.querySelector('caption').textContent), caption);
  assert.ok((await table.locator('tbody tr').count()) > 2);
}

async function pager(page) {
  const here = page.url();
  const next = await page.locator('.pager .next').evaluate((link) => [link.textContent, link.href]);
  await leadsTo(page, ...next);
  const back = await page.locator('.pager .prev').evaluate((link) => [link.textContent, link.href]);
  assert.equal(back[1], here);
  await leadsTo(page, ...back);
}

/** Does something that asks the search, and waits for the answer to what stands in its field. */
async function answered(page, asks) {
  await asks();
  await page.waitForFunction(() => /\d+ page/.test(document.querySelector('dialog [role=status]').textContent) && document.querySelector('dialog [aria-selected=true]'));
}

/** The address of a page of the menu that has such an element. */
async function pageWith(selector) {
  const { page, close } = await open(browser, site.home);
  await visit(page, site.home);
  const found = await page.evaluate(async ([menu, selector]) => {
    for (const link of document.querySelectorAll(`${menu} a`)) {
      const text = await (await fetch(link.href)).text();
      if (new DOMParser().parseFromString(text, 'text/html').querySelector(`main ${selector}`)) return link.href;
    }
    return undefined;
  }, [MENU, selector]);
  await close();
  assert.ok(found, `no page has a ${selector}`);
  return found.slice(site.home.length);
}

// ---- What a reader sees.

/** Holds that what has the focus is seen to have it; gives its name. */
async function look(page) {
  const name = await page.evaluate(nameOfFocus);
  let wrong = await page.evaluate(whatIsWrong);
  // Scrolling to it may take a few frames.
  for (let frame = 0; wrong && frame < 60; frame += 1) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    wrong = await page.evaluate(whatIsWrong);
  }
  assert.equal(wrong, '', `${name}, on ${page.url()}`);
  return name;
}

/** Runs in the page. */
function nameOfFocus() {
  const focus = document.activeElement;
  const label = focus.getAttribute('aria-label') ?? focus.labels?.[0]?.querySelector('span')?.textContent ?? document.getElementById(focus.getAttribute('aria-labelledby'))?.textContent;
  return (label ?? focus.textContent).trim().replaceAll(/\s+/g, ' ');
}

/** Runs in the page: why what has the focus cannot be seen to have it; nothing, if it can. */
function whatIsWrong() {
  const focus = document.activeElement;
  if (focus === document.body) return 'nothing has the focus';
  const seen = { left: 0, top: 0, right: document.documentElement.clientWidth, bottom: innerHeight };
  const cut = (one, other) => ({ left: Math.max(one.left, other.left), top: Math.max(one.top, other.top), right: Math.min(one.right, other.right), bottom: Math.min(one.bottom, other.bottom) });
  const inSight = cut([...focus.getClientRects()].find(({ width, height }) => width > 1 && height > 1) ?? focus.getBoundingClientRect(), seen);
  if (inSight.right - inSight.left < 4 || inSight.bottom - inSight.top < 4) return `not in sight: ${JSON.stringify(focus.getBoundingClientRect())}`;
  const over = document.elementFromPoint((inSight.left + inSight.right) / 2, (inSight.top + inSight.bottom) / 2);
  if (!focus.contains(over)) return `covered by ${over?.outerHTML.slice(0, 100)}`;
  // The field of the search has a line below it in the two colours of the ring.
  if (focus.matches('dialog input')) return getComputedStyle(focus.parentElement).boxShadow === 'none' ? 'no line below the field' : '';
  const { outlineStyle, outlineWidth, outlineOffset, boxShadow } = getComputedStyle(focus);
  if (!focus.matches(':focus-visible') || outlineStyle !== 'solid' || parseFloat(outlineWidth) < 2 || boxShadow === 'none') return `no ring of two colours: ${outlineWidth} ${outlineStyle}, ${boxShadow}`;
  const ring = parseFloat(outlineWidth) + parseFloat(outlineOffset);
  const { left, top, right, bottom } = focus.getBoundingClientRect();
  const whole = { left: left - ring, top: top - ring, right: right + ring, bottom: bottom + ring };
  let rest = whole;
  for (let part = focus.parentElement; part; part = part.parentElement) {
    const { overflowX, contentVisibility, overflowClipMargin } = getComputedStyle(part);
    const margin = contentVisibility === 'auto' ? parseFloat(overflowClipMargin) : 0;
    if (overflowX === 'visible' && contentVisibility !== 'auto' || part === document.body || part === document.documentElement) continue;
    const box = part.getBoundingClientRect();
    rest = cut(rest, { left: box.left - margin, top: box.top - margin, right: box.right + margin, bottom: box.bottom + margin });
  }
  const sides = Object.keys(whole).filter((side) => Math.abs(whole[side] - rest[side]) > 0.5);
  return sides.length > 1 ? `its ring is cut off: ${sides.join(', ')}` : '';
}
