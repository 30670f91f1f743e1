// The search as readers use it: by keyboard, under a strict policy, below a path, from a folder, on a phone.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import axe from 'axe-core';
import { launch, open, visit } from './browser.mjs';
import { build } from './program.mjs';
import { POLICY, serve } from './server.mjs';
import { SAMPLES, SITE } from './site.mjs';


// Languages, names and mischief that the sample handbook does not have.
const PAGES = {
  'index.md': '---\ntitle: Manual\n---\nStart here.\n',
  'equipe.md': '---\ntitle: L’équipe\nlang: fr\n---\n## Réunions\n\nNous gérons les dépendances ensemble. La rétrospective est préparée.\n',
  'standup.md': '---\ntitle: 每日站会\nlang: zh\n---\n## 时间\n\n我们每天早上九点半开会，时间是十五分钟。\n',
  'odd.md': '---\ntitle: "<img src=x onerror=alert(1)> & co"\n---\nA zebra says `</script><b onclick=alert(1)>`.\n\n## A "heading" {#h"1}\n\nStriped.\n',
  'berths.md': '---\ntitle: Tables and the tide\n---\n## Tide\n\nTide tables, tide tables, tide tables.\n\n## Tables\n\nMore tables.\n',
  'water.md': '---\ntitle: Water\n---\n## Tables without the tide\n\nTide tables and tables of the tide.\n\n## Tide tables\n\nOnce a day.\n',
  'sprints/2026-s07.yaml': 'name: Sprint 7\nstart: 2026-03-23\nend: 2026-04-03\ncommitted: 20\ncompleted: 18\nblockers:\n  - {id: B-1, title: Certificate expired, opened: 2026-03-25, resolved: 2026-03-26}\n',
};

let browser;
let folder;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), 'sprintbook-search-'));
  mkdirSync(join(folder, 'content/sprints'), { recursive: true });
  for (const [path, text] of Object.entries(PAGES)) writeFileSync(join(folder, 'content', path), text);
  const themes = join(import.meta.dirname, '../../themes');
  cpSync(themes, join(folder, 'themes'), { recursive: true });
  build(folder, join(folder, 'site'));
  build(folder, join(folder, 'offline'), '--offline');
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Opens the search and asks; gives what a screen reader is told, and the options: words and address. */
async function ask(page, question) {
  if (!(await page.locator('dialog[open]').count())) await page.keyboard.press('/');
  await page.waitForSelector('dialog[open] input:focus');
  await page.fill('dialog input', '');
  await page.waitForFunction(() => !document.querySelector('dialog [role=status]').textContent);
  await page.fill('dialog input', question);
  await page.waitForFunction(() => document.querySelector('dialog [role=status]').textContent);
  const said = await page.textContent('dialog [role=status]');
  const found = await page.locator('dialog [role=option]').evaluateAll((all) => all.map((option) => ({
    title: option.querySelector('b').textContent, text: option.textContent, href: option.href,
    marks: [...option.querySelectorAll('mark')].map((mark) => mark.textContent),
  })));
  return { said, found };
}

const titles = ({ found }) => found.map(({ title }) => title);

for (const [name, where] of Object.entries({ 'from a server with a strict policy': 'site', 'from a folder': 'offline' })) {
  describe(name, () => {
    let site;
    let page;
    let troubles;
    let close;
    before(async () => {
      if (where === 'site') site = await serve(join(folder, 'site'), { prefix: '/team/manual/', headers: { 'content-security-policy': POLICY } });
      const home = site?.home ?? `${pathToFileURL(join(folder, 'offline'))}/`;
      ({ page, troubles, close } = await open(browser, home));
      page.on('dialog', () => troubles.push('a script of a page has run'));
      await page.goto(site ? `${home}odd/` : `${home}odd/index.html`);
    });
    after(async () => {
      await close?.();
      await site?.close();
    });

    it('loads nothing until it is opened', async () => {
      const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((url) => /search/.test(url)));
      assert.deepEqual(await loaded(), []);
      assert.equal(await page.locator('dialog').count(), 0);
    });

    it('finds French with and without accents', async () => {
      for (const question of ['équipe', 'equipe', 'ÉQUIPES', 'Equip']) assert.equal(titles(await ask(page, question))[0], 'L’équipe', question);
      const { found } = await ask(page, 'retrospective preparee');
      assert.deepEqual([found[0].title, found[1].title, found[1].marks], ['L’équipe', 'Réunions', ['rétrospective', 'préparée']]);
      assert.ok(found[1].href.endsWith(`#${encodeURIComponent('réunions')}`), found[1].href);
    });

    it('finds Chinese, in the title and inside of a sentence', async () => {
      assert.equal(titles(await ask(page, '站会'))[0], '每日站会');
      const { found } = await ask(page, '会，时间');
      assert.deepEqual(found.map(({ title }) => title), ['每日站会', '时间']);
      assert.equal((await ask(page, '午餐')).found.length, 0);
      assert.equal(titles(await ask(page, '早'))[0], '每日站会');
    });

    it('finds a sprint by its id, and what is in its report', async () => {
      const { found } = await ask(page, '2026-s07');
      assert.equal(found[0].title, 'Sprint 7');
      assert.match(found[0].href, /\/sprints\/2026-s07\/(index\.html)?$/);
      const blocker = await ask(page, 'certificate');
      assert.deepEqual(titles(blocker), ['Sprint 7', 'Blockers']);
      assert.match(blocker.found[1].href, /#report-blockers$/);
    });

    it('goes around the ends of the list', async () => {
      const { found } = await ask(page, 'certificate');
      const chosen = () => page.locator('dialog [aria-selected=true]').evaluateAll((all) => all.map((option) => option.href));
      assert.deepEqual(await chosen(), [found[0].href]);
      await page.keyboard.press('ArrowUp');
      assert.deepEqual(await chosen(), [found.at(-1).href]);
      await page.keyboard.press('ArrowDown');
      assert.deepEqual(await chosen(), [found[0].href]);
    });

    it('puts first what is called just as it was asked', async () => {
      for (const question of ['tide tables', 'Tide  Tables!']) {
        const { found } = await ask(page, question);
        assert.deepEqual(found.slice(0, 2).map(({ title }) => title), ['Water', 'Tide tables'], question);
      }
      assert.deepEqual(titles(await ask(page, 'tables and the tide'))[0], 'Tables and the tide');
    });

    it('shows what a page says as text', async () => {
      const { found } = await ask(page, 'zebra');
      assert.equal(found[0].title, '<img src=x onerror=alert(1)> & co');
      assert.ok(found[0].text.includes('</script><b onclick=alert(1)>'), found[0].text);
      assert.equal(await page.locator('dialog img, dialog [onclick]').count(), 0);
    });

    it('says when there is nothing, or not all of it', async () => {
      assert.equal((await ask(page, 'xylophone')).said, 'Nothing found for “xylophone”. Try fewer or other words.');
      assert.match((await ask(page, 'zebra certificate')).said, /^No page has all of these words\. 2 pages/);
    });

    it('leads to the result, and nothing went wrong', async () => {
      await ask(page, 'certif');
      await page.keyboard.press('Enter');
      await page.waitForURL(/2026-s07/);
      assert.equal(await page.textContent('h1'), 'Sprint 7');
      // A folder has no host, and a machine under load gives up the transition from page to page and says so.
      const known = (trouble) => trouble.startsWith('another host: file:') || trouble.includes('Transition was ');
      assert.deepEqual(troubles.filter((trouble) => !known(trouble)), []);
    });
  });
}

describe('in the sample handbook', () => {
  let site;
  before(async () => { site = await serve(SITE); });
  after(() => site?.close());

  it('works with the keyboard alone, and says so to a screen reader', async () => {
    const { page, troubles, close } = await open(browser, site.home);
    await visit(page, site.home + SAMPLES['a role']);
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog[open] input:focus');
    // All at once: while somebody types, each letter has its own answer.
    await ask(page, 'velo');
    assert.equal(await page.locator('dialog [aria-selected=true]').count(), 1);
    const chosen = () => page.evaluate(() => {
      const input = document.querySelector('dialog input'), option = document.querySelector('dialog [aria-selected=true]');
      return { told: input.getAttribute('aria-activedescendant') === option.id, expanded: input.getAttribute('aria-expanded'), focus: document.activeElement === input, href: option.href };
    });
    const first = await chosen();
    assert.deepEqual([first.told, first.expanded, first.focus], [true, 'true', true]);
    await page.keyboard.press('ArrowDown');
    const second = await chosen();
    assert.notEqual(second.href, first.href);
    assert.ok(second.told && second.focus);
    await page.keyboard.press('ArrowUp');
    assert.equal((await chosen()).href, first.href);
    assert.match(await page.textContent('dialog [role=status]'), /^\d+ pages?$/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] input:focus');
    assert.equal(await page.inputValue('dialog input'), 'velo', 'what was asked is still there');
    await page.keyboard.press('Enter');
    await page.waitForURL(first.href);
    assert.deepEqual(troubles, []);
    await close();
  });

  it('a slash that is typed into a field stays a slash', async () => {
    const { page, close } = await open(browser, site.home);
    await visit(page, site.home);
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('a/b');
    assert.equal(await page.inputValue('dialog input'), 'a/b');
    await close();
  });

  for (const [mode, options] of Object.entries({ light: {}, dark: { colorScheme: 'dark' }, 'forced colours': { forcedColors: 'active' }, 'a phone': { viewport: { width: 320, height: 640 } } })) {
    it(`axe finds nothing in it: ${mode}`, async () => {
      const { page, close } = await open(browser, site.home, { ...options, reducedMotion: 'reduce', bypassCSP: true });
      await visit(page, site.home + SAMPLES['a role']);
      await ask(page, 'sprint goal');
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => window.axe.run('dialog'));
      assert.ok(passes.length > 0);
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);
      const { wide, seen } = await page.evaluate(() => ({ wide: document.querySelector('dialog').scrollWidth, seen: document.querySelector('dialog').clientWidth }));
      assert.ok(wide <= seen, `${wide} px wide in a dialog of ${seen} px`);
      await close();
    });
  }

  it('without JavaScript there is no button', async () => {
    const { page, close } = await open(browser, site.home, { javaScriptEnabled: false });
    await visit(page, site.home);
    assert.equal(await page.locator('#_search').isVisible(), false);
    await close();
  });
});
