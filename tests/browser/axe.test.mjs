// axe-core finds nothing, however the page is looked at.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import axe from 'axe-core';
import { open, visit } from './browser.mjs';
import { browser, site } from './sample.mjs';
import { SAMPLES } from './site.mjs';

const MODES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light, everything opened': { colorScheme: 'light', opened: true },
  'dark, everything opened': { colorScheme: 'dark', opened: true },
  'on a phone': { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  'forced colours': { forcedColors: 'active' },
  print: { media: 'print' },
};

for (const [mode, { media, opened, ...options }] of Object.entries(MODES)) {
  describe(`axe, ${mode}`, () => {
    for (const [name, address] of Object.entries(SAMPLES)) {
      it(name, async () => {
        const { page, close } = await open(browser, site.home, { ...options, reducedMotion: 'reduce', bypassCSP: true });
        await page.emulateMedia({ media: media ?? 'screen' });
        await visit(page, site.home + address);
        if (opened) await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate(() => window.axe.run());
        assert.ok(passes.length > 0, 'axe has looked at nothing');
        assert.deepEqual(violations.flatMap(inWords), []);
        await close();
      });
    }
  });
}

function inWords({ id, help, nodes }) {
  return nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} – ${node.failureSummary.replaceAll(/\s+/g, ' ')}`);
}
