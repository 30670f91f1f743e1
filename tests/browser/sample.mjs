// The sample handbook and a browser, for tests that only read it: there from before the first test of a file until after its last.

import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { serve } from './server.mjs';
import { SITE } from './site.mjs';

export let browser;
export let site;
before(async () => {
  browser = await launch();
  site = await serve(SITE);
});
after(async () => {
  await browser?.close();
  await site?.close();
});
