// The live preview in a real browser: what is saved is on the screen, and the reader is where they were.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { execFileSync } from 'node:child_process';
import { launch, open, visit } from './browser.mjs';
import { Handbook, preview, until } from './preview.mjs';

const long = (word) => Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long page, ${word}.`).join('\n\n');
const ROLE = `---
title: Developer
---
## Day

First words.

<details><summary>More</summary>

Inside.

</details>

<label>Note <input id="note"></label>

${long('as it was')}

\`\`\`
make all
\`\`\`
`;
const FILES = {
  'sprintbook.yaml': 'title: Our handbook\nhtml: trusted\n',
  'content/index.md': '---\ntitle: Home\n---\nWelcome to [developers](roles/developer.md).\n\n![Logo](logo.svg)\n',
  'content/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>',
  'content/roles/index.md': '---\ntitle: Roles\n---\n',
  'content/roles/developer.md': ROLE,
  'content/roles/tester.md': '---\ntitle: Tester\n---\nTests.\n',
  'content/sprints/team.yaml': 'name: Ours\n',
  'content/sprints/s1.yaml': 'start: 2026-10-12\nend: 2026-10-23\ncommitted: 24\ncompleted: 21\n',
  'content/sprints/s2.yaml': 'start: 2026-10-26\nend: 2026-11-06\ncommitted: 22\ncompleted: 20\n',
  'content/sprints/s3.yaml': 'start: 2026-11-09\nend: 2026-11-20\ncommitted: 23\ncompleted: 19\n',
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

describe('the live preview', () => {
  let handbook, served, tab, page;
  beforeEach(async () => {
    handbook = new Handbook(FILES);
    served = await preview(handbook.folder);
  });
  afterEach(async () => {
    await tab?.close();
    await served.stop();
    handbook.remove('.');
  });

  async function look(path, options) {
    tab = await open(browser, served.home, options);
    page = tab.page;
    await visit(page, served.home + path);
    await page.evaluate(() => { window.mine = 'the same page object'; });
    // The line is up when the server has answered on it for the first time.
    await until(() => page.evaluate(() => document.documentElement.dataset.theme !== undefined));
  }
  const shows = (text) => page.getByText(text).first().waitFor({ timeout: 10_000 });
  const samePage = async () => assert.equal(await page.evaluate(() => window.mine), 'the same page object');
  const panel = () => page.locator('sprintbook-preview section[role=alert]');

  for (const how of ['save', 'saveByRename']) {
    it(`shows an edit by ${how}, and keeps scroll, focus, typed text and what is open`, async () => {
      await look('roles/developer/');
      await page.locator('summary', { hasText: 'More' }).click();
      await page.locator('#note').fill('half a thought');
      await page.evaluate(() => { window.note = document.getElementById('note'); window.note.setSelectionRange(3, 5); scrollTo(0, 700); });
      await page.waitForFunction(() => scrollY === 700);
      for (let round = 1; round <= 5; round += 1) {
        handbook[how]('content/roles/developer.md', ROLE.replace('Paragraph 30 of a long page, as it was', `Paragraph 30, round ${round}`));
        await shows(`Paragraph 30, round ${round}`);
      }
      const kept = await page.evaluate(() => ({
        scroll: scrollY, focus: document.activeElement === window.note, text: window.note.value,
        selection: [window.note.selectionStart, window.note.selectionEnd], open: document.querySelector('main details:not(.fold)').open,
        copy: document.querySelectorAll('.code button.copy').length,
      }));
      assert.deepEqual(kept, { scroll: 700, focus: true, text: 'half a thought', selection: [3, 5], open: true, copy: 1 });
      await samePage();
      assert.deepEqual(tab.troubles, []);
    });
  }

  it('puts in, takes out and changes parts of a page without touching the rest', async () => {
    await look('roles/developer/');
    await page.evaluate(() => { window.last = [...document.querySelectorAll('.prose p')].at(-1); });
    const changed = ROLE.replace('First words.', 'First words.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two').replace(/Paragraph 7 .*\n\n/, '').replace('make all', 'make none');
    handbook.save('content/roles/developer.md', changed);
    await shows('make none');
    assert.equal(await page.locator('.prose table td').count(), 2);
    assert.deepEqual(await page.locator('.prose li').allTextContents(), ['one', 'two']);
    assert.equal(await page.getByText('Paragraph 7 of').count(), 0);
    assert.ok(await page.evaluate(() => window.last === [...document.querySelectorAll('.prose p')].at(-1)));
    assert.equal(await page.locator('.code > pre').textContent(), 'make none\n', 'in the box that a script has put around it');
    handbook.save('content/roles/developer.md', ROLE);
    await shows('make all');
    assert.equal(await page.locator('.prose table').count(), 0);
    await samePage();
  });

  it('changes the title, the menu of every open tab, and what a new folder brings', async () => {
    await look('roles/tester/');
    const other = await open(browser, served.home);
    await visit(other.page, served.home);
    handbook.save('content/roles/tester.md', '---\ntitle: Quality engineer\n---\nTests.\n');
    await page.waitForFunction(() => document.title.startsWith('Quality engineer'));
    await other.page.locator('nav a', { hasText: 'Quality engineer' }).first().waitFor({ state: 'attached' });
    handbook.save('content/teams/blue/index.md', '---\ntitle: Blue team\n---\n');
    await page.locator('nav a', { hasText: 'Blue team' }).first().waitFor({ state: 'attached' });
    await samePage();
    await other.close();
  });

  const breaks = {
    'front matter': ['content/roles/tester.md', '---\ntitle: [\n---\n', 'content/roles/tester.md:'],
    'sprint file': ['content/sprints/s3.yaml', 'start: 2026-11-09\nend: never\n', 'content/sprints/s3.yaml:2:'],
    template: ['themes/default/templates/page.html', '{% extends "builtin/page.html" %}\n{% block main %}{{ nothing.here | upper }\n', 'themes/default/templates/page.html:2:'],
    configuration: ['sprintbook.yaml', 'title: Our handbook\nhtml: trusted\nlinks: sideways\n', 'sprintbook.yaml:3:'],
  };
  for (const [what, [path, text, place]] of Object.entries(breaks)) {
    it(`tells of a broken ${what} over the last good page until it is mended`, async () => {
      await look('roles/tester/');
      const whole = FILES[path];
      handbook.save(path, text);
      await panel().waitFor();
      const said = await panel().textContent();
      assert.ok(said.includes(place), said);
      assert.ok(said.includes('error['), said);
      assert.equal(await page.locator('h1').textContent(), 'Tester');
      await page.keyboard.press('Escape');
      await panel().waitFor({ state: 'detached' });
      if (what !== 'configuration') {
        handbook.save('content/roles/developer.md', ROLE.replace('First words', 'Other words'));
        await until(async () => (await (await fetch(`${served.home}roles/developer/`)).text()).includes('Other words'));
      }
      if (whole) handbook.save(path, whole);
      else handbook.remove('themes');
      await page.locator('sprintbook-preview').waitFor({ state: 'detached' });
      await samePage();
      assert.deepEqual(tab.troubles, []);
    });
  }

  it('shows what a hostile text says and runs nothing of it', async () => {
    await look('roles/tester/');
    handbook.save('content/roles/tester.md', '---\ntitle: "ok" </pre><script>window.hit=1</script><img src=x onerror=window.hit=1>\n---\n');
    await panel().waitFor();
    assert.ok((await panel().textContent()).includes('</pre><script>window.hit=1</script>'));
    assert.equal(await page.evaluate(() => window.hit), undefined);
  });

  it('a removed page is the page for what is not found, and comes back', async () => {
    await look('roles/tester/');
    handbook.remove('content/roles/tester.md');
    await shows('There is no page at this address');
    handbook.save('content/roles/tester.md', FILES['content/roles/tester.md']);
    await shows('Tests.');
    await samePage();
  });

  it('sprint data is live', async () => {
    await look('sprints/s3/');
    const before = await page.locator('main').textContent();
    handbook.save('content/sprints/s3.yaml', FILES['content/sprints/s3.yaml'].replace('19', '17'));
    await page.waitForFunction((before) => document.querySelector('main').textContent !== before, before);
    assert.ok((await page.locator('main').textContent()).includes('17'));
    await samePage();
  });

  it('swaps a style sheet, keeps the page; a picture is loaded again; a script wants a new page', async () => {
    await look('');
    handbook.save('themes/default/assets/style.css', 'h1 { color: rgb(1, 2, 3) }');
    await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
    await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
    handbook.save('content/logo.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="10"></svg>');
    await page.waitForFunction(() => document.querySelector('main img').naturalWidth === 99);
    await samePage();
    handbook.save('themes/default/assets/site.js', 'window.other = true;');
    await page.waitForFunction(() => window.other && !window.mine);
  });

  it('works under a strict policy', async () => {
    const strict = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'\">";
    handbook.save('themes/default/templates/page.html', `{% extends "builtin/page.html" %}{% block head %}${strict}{% endblock head %}`);
    await until(async () => (await (await fetch(`${served.home}roles/tester/`)).text()).includes('trusted-types'));
    await look('roles/tester/');
    handbook.save('content/roles/tester.md', '---\ntitle: Tester\n---\nTests under a policy.\n');
    await shows('Tests under a policy.');
    handbook.save('content/roles/tester.md', '---\ntitle: [\n---\n');
    await panel().waitFor();
    assert.equal(await panel().evaluate((section) => getComputedStyle(section).position), 'fixed', 'its style holds');
    assert.deepEqual(tab.troubles, []);
  });

  it('a page follows a preview that was started again', async () => {
    await look('roles/tester/');
    assert.equal(await served.stop(), 130);
    handbook.save('content/roles/tester.md', '---\ntitle: Tester\n---\nWritten in between.\n');
    served = await preview(handbook.folder, ['--port', served.port]);
    await shows('Written in between.');
    handbook.save('content/roles/tester.md', '---\ntitle: Tester\n---\nAnd after.\n');
    await shows('And after.');
    await samePage();
  });

  it('warnings are a badge that opens', async () => {
    await look('roles/tester/');
    handbook.save('content/roles/tester.md', '---\ntitle: Tester\n---\n[gone](gone.md)\n');
    const badge = page.locator('sprintbook-preview button.badge');
    await badge.waitFor();
    assert.equal(await badge.textContent(), '1 warning');
    await badge.click();
    const list = page.locator('sprintbook-preview section.warnings');
    assert.ok((await list.textContent()).includes('content/roles/tester.md:4:'));
    assert.equal(await panel().count(), 0);
  });

  it('a change of a branch with 300 files is at most two updates, and every open tab is right', async () => {
    const git = (...words) => execFileSync('git', ['-C', handbook.folder, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...words], { stdio: 'pipe' });
    const all = (word) => { for (let at = 0; at < 300; at += 1) handbook.save(`content/many/page-${at}.md`, `---\ntitle: Page ${at}\n---\nWritten on ${word}.\n`); };
    git('init', '-q', '-b', 'one');
    all('one');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    git('checkout', '-q', '-b', 'two');
    all('two');
    handbook.save('content/only-here.md', '---\ntitle: Only here\n---\n');
    git('add', '.');
    git('commit', '-q', '-m', 'two');
    git('checkout', '-q', 'one');
    await until(async () => (await (await fetch(`${served.home}many/page-299/`)).text()).includes('on one'));
    await look('many/page-7/');
    const others = [];
    for (const path of ['many/page-250/', 'roles/tester/']) {
      const other = await open(browser, served.home);
      await visit(other.page, served.home + path);
      others.push(other);
    }
    await new Promise((later) => setTimeout(later, 1500));
    const before = served.said.split(' → ').length;
    git('checkout', '-q', 'two');
    await shows('Written on two');
    await others[0].page.getByText('Written on two').waitFor();
    await others[1].page.locator('nav a', { hasText: 'Only here' }).first().waitFor({ state: 'attached' });
    await new Promise((later) => setTimeout(later, 1500));
    assert.ok(served.said.split(' → ').length - before <= 2, served.said);
    await samePage();
    for (const other of others) await other.close();
  });
});
