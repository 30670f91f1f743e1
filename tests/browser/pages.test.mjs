// Every page opens, from the menu, at the root of a host and below a path.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MENU, drawn, launch, open, visit, walkMenus } from './browser.mjs';
import { serve } from './server.mjs';
import { SAMPLES, SITE, sectionsInOrder } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const prefix of ['/', '/team/handbook/']) {
  describe(`served below ${prefix}`, () => {
    let site;
    before(async () => { site = await serve(SITE, { prefix }); });
    after(() => site?.close());

    it('home opens, without an error and without asking another host', async () => {
      const { page, troubles, close } = await open(browser, site.home);
      await visit(page, site.home);
      // What scripts ask for later counts too.
      await page.waitForLoadState('networkidle');
      assert.equal(await page.locator('h1').count(), 1);
      assert.deepEqual(troubles, []);
      await close();
    });

    it('the menu on the home page has the sections in order, in sight', async () => {
      const { page, close } = await open(browser, site.home);
      await visit(page, site.home);
      const links = page.locator(`${MENU} ul:not(${MENU} ul ul) > li > a`);
      assert.deepEqual((await links.allTextContents()).map((text) => text.trim()), sectionsInOrder());
      for (const link of await links.all()) assert.ok(await link.isVisible(), `${await link.textContent()} is hidden`);
      await close();
    });

    it('every page in the menu opens with one h1 and without an error', async () => {
      const { page, troubles, close } = await open(browser, site.home);
      const faults = [];
      const found = await walkMenus(page, site.home, async (address) => {
        const headings = await page.locator('h1').count();
        if (headings !== 1) faults.push(`${address} has ${headings} h1`);
        if (!(await page.title())) faults.push(`${address} has no title`);
        faults.push(...troubles.splice(0).map((trouble) => `${address}: ${trouble}`));
      });
      assert.deepEqual(faults, []);
      for (const sample of ['home', 'a role', 'the sprint overview'])
        assert.ok(found.includes(site.home + SAMPLES[sample]), `the menu does not lead to ${sample}`);
      await close();
    });

    it('every sample page opens by its address', async () => {
      const { page, troubles, close } = await open(browser, site.home);
      for (const address of Object.values(SAMPLES)) await visit(page, site.home + address);
      assert.deepEqual(troubles, []);
      await close();
    });
  });
}

describe('what every page has', () => {
  it('looks the same on pages with charts as on others', async () => {
    const site = await serve(SITE);
    const { page, close } = await open(browser, site.home);
    const looks = {};
    for (const [name, address] of Object.entries(SAMPLES)) {
      await visit(page, site.home + address);
      looks[name] = await page.evaluate(() => [...document.querySelectorAll('.top *')].map((part) => {
        const { stroke, fill, color, fontSize } = getComputedStyle(part);
        return [part.localName, stroke, fill, color, fontSize].join(' ');
      }));
    }
    for (const [name, look] of Object.entries(looks)) assert.deepEqual(look, looks.home, name);
    await close();
    await site.close();
  });

  it('has its charts on a picture of the whole page, on paper, and without a script', async () => {
    const site = await serve(SITE);
    for (const options of [{}, { javaScriptEnabled: false }]) {
      const { page, close } = await open(browser, site.home, options);
      await visit(page, site.home + SAMPLES['the sprint overview']);
      const charts = page.locator('.chart');
      assert.ok((await charts.count()) > 5);
      if (options.javaScriptEnabled === false) await page.emulateMedia({ media: 'print' });
      await drawn(page);
      await close();
    }
    await site.close();
  });
});
