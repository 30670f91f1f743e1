// Takes the sample pages as a reader sees them into shots/: light, dark, and on a phone.
//
//     SITE=/tmp/site npm run screenshots

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, launch, open, visit } from './browser.mjs';
import { serve } from './server.mjs';
import { SAMPLES, SITE } from './site.mjs';

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  '360': { colorScheme: 'light', viewport: { width: 360, height: 740 } },
};
const FOLDER = join(import.meta.dirname, 'shots');

mkdirSync(FOLDER, { recursive: true });
const browser = await launch();
const site = await serve(SITE);
for (const [name, address] of Object.entries(SAMPLES)) {
  for (const [look, options] of Object.entries(LOOKS)) {
    const { page, close } = await open(browser, site.home, { ...options, reducedMotion: 'reduce' });
    await visit(page, site.home + address);
    await drawn(page);
    const file = join(FOLDER, `${name.replaceAll(' ', '-')}-${look}.png`);
    await page.screenshot({ path: file, fullPage: true });
    console.log(file);
    await close();
  }
}
await browser.close();
await site.close();
