// Takes the pictures of the guide anew, from the sample as it was built, so that they show what readers get.
//
//     SITE=/tmp/site npm run pictures

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { drawn, launch, open, visit } from './browser.mjs';
import { serve } from './server.mjs';
import { SITE } from './site.mjs';

const GUIDE = join(import.meta.dirname, '../../content/guide');
/** All pictures together, in bytes. */
const MOST = 200_000;

const PICTURES = [
  { file: 'velocity.png', address: 'sprints/', of: '#velocity-kestrel > .chart-wide' },
  { file: 'forecast.png', address: 'sprints/', of: '#forecast-kestrel > .chart-wide' },
  { file: 'sprint-report.png', address: 'sprints/2026-s22/', of: 'article', height: 608 },
];

const browser = await launch();
const site = await serve(SITE);
let weight = 0;
for (const { file, address, of, height } of PICTURES) {
  const { page, close } = await open(browser, site.home, { colorScheme: 'light', reducedMotion: 'reduce' });
  await visit(page, site.home + address);
  await drawn(page);
  const box = await page.locator(of).first().boundingBox();
  const rim = 12;
  const clip = {
    x: box.x - rim, y: box.y - rim, width: box.width + 2 * rim, height: Math.min(box.height, height ?? Infinity) + 2 * rim,
  };
  const path = join(GUIDE, file);
  await page.screenshot({ path, fullPage: true, clip });
  const bytes = statSync(path).size;
  weight += bytes;
  console.log(`${path}: ${bytes} bytes`);
  await close();
}
await browser.close();
await site.close();
if (weight > MOST) throw new Error(`the pictures take ${weight} bytes, more than ${MOST}`);
