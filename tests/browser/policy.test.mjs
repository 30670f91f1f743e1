// A host with a strict Content-Security-Policy shows every page whole.

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { launch, open, walkMenus, visit } from './browser.mjs';
import { POLICY, serve } from './server.mjs';
import { SAMPLES, SITE } from './site.mjs';

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(SITE, { headers: { 'content-security-policy': POLICY } });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

it('no page breaks the policy', async () => {
  const { page, troubles, close } = await open(browser, site.home);
  // A script that the test puts in before the page's own ones is not held by the policy.
  await page.addInitScript(() => {
    window.broken = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.broken.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample} (line ${event.lineNumber})`);
    });
  });
  const faults = [];
  const look = async (address) => {
    const broken = await page.evaluate(() => window.broken);
    faults.push(...[...broken, ...troubles.splice(0)].map((fault) => `${address}: ${fault}`));
  };
  await walkMenus(page, site.home, look);
  for (const sample of Object.values(SAMPLES)) {
    await visit(page, site.home + sample);
    await look(site.home + sample);
  }
  assert.deepEqual(faults, []);
  await close();
});
