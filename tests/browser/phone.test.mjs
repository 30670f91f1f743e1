// A narrow screen, and a browser without JavaScript.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MENU, open, sizeLetters, visit } from './browser.mjs';
import { browser, site } from './sample.mjs';
import { SAMPLES } from './site.mjs';

describe('320 px wide', () => {
  for (const [name, address] of Object.entries(SAMPLES)) {
    it(`${name} does not scroll sideways`, async () => {
      const { page, close } = await open(browser, site.home, { viewport: { width: 320, height: 640 } });
      await visit(page, site.home + address);
      const { wide, seen, beyond } = await page.evaluate(measureWidth);
      assert.ok(wide <= seen, `${wide} px wide on a screen of ${seen} px; beyond the edge: ${beyond.join(', ')}`);
      await close();
    });

    it(`${name} does not scroll sideways with letters twice as large`, async () => {
      const { page, close } = await open(browser, site.home, { viewport: { width: 320, height: 640 } });
      await sizeLetters(page, 32);
      await visit(page, site.home + address);
      const { wide, seen, beyond } = await page.evaluate(measureWidth);
      assert.ok(wide <= seen, `${wide} px wide on a screen of ${seen} px; beyond the edge: ${beyond.join(', ')}`);
      await close();
    });
  }
});

describe('without JavaScript', () => {
  it('the menu opens on a phone, and so does a section in it', async () => {
    const { page, close } = await open(browser, site.home, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await visit(page, site.home);
    const links = page.locator(`${MENU} a`);
    assert.ok(!(await links.first().isVisible()), 'the menu is folded until it is opened');
    await page.locator(`${MENU} > details > summary`).click();
    assert.ok(await links.first().isVisible(), 'the menu shows its links once opened');

    // Held by hand: once it is open, the locator would find the next closed one.
    const section = await page.locator(`${MENU} li details:not([open])`).first().elementHandle();
    const below = await section.$('a');
    assert.ok(!(await below.isVisible()), 'a closed section hides its pages');
    await (await section.$('summary')).click();
    assert.ok(await below.isVisible(), 'an opened section shows its pages');
    await below.click();
    await page.waitForURL((url) => url.href !== site.home);
    assert.equal(await page.locator('h1').count(), 1);
    await close();
  });

  it('the menu is in sight on a wide screen', async () => {
    const { page, close } = await open(browser, site.home, { javaScriptEnabled: false });
    await visit(page, site.home);
    assert.ok(await page.locator(`${MENU} a`).first().isVisible());
    await close();
  });
});

/** Runs in the page: how wide it is, how much of that is seen, and what sticks out. */
function measureWidth() {
  const root = document.documentElement;
  const sticksOut = (element) => element.getBoundingClientRect().right > root.clientWidth + 1;
  const outermost = [...document.body.querySelectorAll('*')].filter((element) => sticksOut(element) && !sticksOut(element.parentElement));
  const named = outermost.map((element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}">`);
  return { wide: root.scrollWidth, seen: root.clientWidth, beyond: named.slice(0, 5) };
}
