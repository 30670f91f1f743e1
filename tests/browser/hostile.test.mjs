// A handbook whose authors try to run something in a reader's browser, at every place that takes text: nothing runs, and
// what was made harmless is told.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { PROGRAM } from './program.mjs';

const RUN = 'window.fired=1';
/** Breaks out of text, of attributes in both kinds of quotation marks, and of raw elements. */
const X = `<img src=x onerror=${RUN}><script>${RUN}</script>"'></title></textarea><svg onload=${RUN}>`;
const YAML = JSON.stringify(X);

const ADDRESSES = [
  `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, ` javascript:${RUN}`, `java&#9;script:${RUN}`, `java&NewLine;script:${RUN}`,
  `&#1;javascript:${RUN}`, `&#x6a;avascript&colon;${RUN}`, `vbscript:${RUN}`, `data:text/html,<script>${RUN}</script>`,
];

const FRONT = `---
title: ${YAML}
nav_title: ${YAML}
description: ${YAML}
tags: [${YAML}]
owner: [${YAML}, "javascript:${RUN}"]
owner_slack: ${YAML}
banner: ${YAML}
image: "javascript:${RUN}"
edit_url: "javascript:${RUN}"
related: ["javascript:${RUN}"]
prev: "javascript:${RUN}"
layout: ${YAML}
aliases: ['/old"onclick="${RUN}/']
review_by: 2020-01-01
---
`;

const LINKS = ADDRESSES.flatMap((address) => [
  `[a](<${address}>)`, `![a](<${address}>)`, `[a][${ADDRESSES.indexOf(address)}]`, `[${ADDRESSES.indexOf(address)}]: <${address}>`,
  `[[${address}|a]]`, `[a]({% page "${address}" %})`, `{% image "${address}.png" "${X}" %}`,
  `<a href="${address}">a</a>`, `<a href='${address}' href="x">a</a>`, `<img src="${address}" srcset="${address} 2x">`,
  `<video src="${address}" poster="${address}"></video>`, `<iframe src="${address}"></iframe>`,
  `<svg><a xlink:href="${address}"><text>a</text></a><use href="${address}"/></svg>`,
  `<form action="${address}"><button formaction="${address}">a</button></form>`, `<object data="${address}"></object>`,
  `<meta http-equiv="refresh" content="0;url=${address}">`,
]);

const CONSTRUCTS = [
  `# ${X}`, `## ${X} {#"onclick="${RUN} .x"onclick="${RUN} onclick=${RUN}}`, `## a {: #"onclick="${RUN} }`,
  `\`\`\`${X}\ncode\n\`\`\``, `\`\`\`js {1} title="${X}"\n${X}\n\`\`\``, `\`\`\`"onclick="${RUN}\ncode\n\`\`\``,
  `\`\`\`mermaid\n${X}\n\`\`\``, `\`\`\`chart\nkind: ${X}\n\`\`\``,
  `![${X}](x.png "${X}")`, `[${X}](https://example.org/"onclick="${RUN} '${X}')`, `[a](metric:${X})`,
  `${X}\n: ${X}`, `*[HTML]: ${X}\n\nHTML`, `::: note ${X}\n${X}\n:::`, `:::tip[${X}]\na\n:::`, `!!! warning "${X}"\n    ${X}`,
  `::: details ${X}\na\n:::`, `{% hint style="${X}" %}\na\n{% endhint %}`, `> [!NOTE] ${X}`, `| ${X} | \`${X}\` |\n|---|---|\n| ${X} | a |`,
  `- [ ] ${X}`, `a[^1] b[^${X}]\n\n[^1]: ${X}`, `$\\text{${X}}$ $\\href{javascript:${RUN}}{x}$ $\\class{x" onclick="${RUN}}{y}$`,
  `:smile${X}:`, `[[toc${X}]]`, `{{ ${X} }} {% ${X} %} {{< ${X} >}} <%= ${X} %>`, `\`${X}\``, `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `<scr<script>ipt>${RUN}</scr</script>ipt>`, `<img src=x onerror="${RUN}//`, `<svg><script>${RUN}</script><style><img src=x onerror=${RUN}></style></svg>`,
  `<math><mtext></mtext><mglyph><style><!--</style><img title="--><img src=x onerror=${RUN}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>"></noscript>`, `<title><a id="</title><img src=x onerror=${RUN}>"></title>`,
  `<!--><img src=x onerror=${RUN}>-->`, `<!-- --!><img src=x onerror=${RUN}> -->`, `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `<?php <img src=x onerror=${RUN}> ?>`, `<a/href="javascript:${RUN}"/onclick=${RUN}>a</a>`, `<input autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}>a</details>`, `<audio src=x onerror=${RUN}></audio>`, `<p style="x:url(javascript:${RUN})">a</p>`,
  `<iframe srcdoc="<script>parent.fired=1</script>"></iframe>`, `<template><img src=x onerror=${RUN}></template>`,
  `<base href="https://example.org/">`, `<link rel=stylesheet href=x>`, `<body onload=${RUN}>`, `<x contenteditable onblur=${RUN}>a</x>`,
];

const FILES = {
  'sprintbook.yaml': `title: ${YAML}\ndescription: ${YAML}\nbase_url: https://example.org/x\nnav:\n  - ${YAML}: index.md\n  - Run: "javascript:${RUN}"\n  - hostile.md\n`,
  'content/index.md': `---\ntitle: ${YAML}\ntags: [${YAML}]\n---\n${CONSTRUCTS.join('\n\n')}\n`,
  'content/hostile.md': `${FRONT}${LINKS.join('\n\n')}\n`,
  'content/moved.md': `---\ntitle: ${YAML}\nredirect_to: "javascript:${RUN}"\n---\n`,
  'content/away.md': `---\nredirect_to: ${JSON.stringify(`https://example.org/"><script>${RUN}</script>`)}\n---\n`,
  [`content/sub/a<img src=x onerror=${RUN}>'".md`]: '# A\n',
  'content/sprints/1.yaml': `name: ${YAML}\nstart: 2026-03-02\nend: 2026-03-13\ngoal: {text: ${YAML}}\nitems:\n  - {id: ${YAML}, title: ${YAML}, points: 3, done: 2026-03-05}\n`,
};

const folder = mkdtempSync(join(tmpdir(), 'sprintbook-hostile-'));
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** Builds the handbook with raw HTML treated by `policy`, and gives what was told. */
function build(policy) {
  const handbook = join(folder, policy);
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(handbook, path)), { recursive: true });
    writeFileSync(join(handbook, path), path === 'sprintbook.yaml' ? `${text}html: ${policy}\n` : text);
  }
  const told = spawnSync(PROGRAM, ['build', handbook, '--format', 'json', '--today', '2026-11-23'], { encoding: 'utf8' });
  assert.equal(told.status, 0, told.stderr);
  return JSON.parse(told.stdout).map(({ code, file, line }) => `${code} ${relative(handbook, file)}:${line}`);
}

function pages(site) {
  const entries = readdirSync(site, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.name.endsWith('.html')).map((entry) => join(entry.parentPath, entry.name));
}

/** What runs, or could run, on the page that is open. */
function dangers() {
  const found = window.fired ? ['it ran'] : [];
  const running = (value) => /^(javascript|vbscript|data:text)/i.test(value.replace(/[\u0000-\u0020]/g, ''));
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') found.push(`${element.tagName} ${name}`);
      if (/href|src|action|poster|^data$/.test(name) && running(value)) found.push(`${element.tagName} ${name}=${value}`);
    }
    if (element.tagName === 'SCRIPT' && !element.src) found.push(`SCRIPT ${element.textContent}`);
    if (/^(FORM|OBJECT|BASE)$/.test(element.tagName)) found.push(element.tagName);
    for (const kind of ['mouseover', 'focus', 'blur', 'toggle']) element.dispatchEvent(new Event(kind));
  }
  document.addEventListener('click', (event) => event.preventDefault());
  const click = () => new MouseEvent('click', { bubbles: true, cancelable: true });
  for (const link of document.querySelectorAll('a')) link.dispatchEvent(click());
  return window.fired ? [...found, 'it ran when used'] : found;
}

for (const policy of ['safe', 'off']) {
  describe(`hostile text, html: ${policy}`, () => {
    it('runs nowhere, and is told where it was made harmless', async () => {
      const told = build(policy);
      // `image`, `related` and `prev`, then the first link of the body.
      assert.ok(told.includes('front-matter/odd-value content/hostile.md:10'), told.join('\n'));
      const places = [9, 11, 12, 17].map((line) => `content/hostile.md:${line}`);
      for (const place of [...places, 'sprintbook.yaml:6', 'content/moved.md:3']) assert.ok(told.includes(`link/scheme ${place}`), told.join('\n'));
      const found = pages(join(folder, policy, 'site'));
      assert.ok(found.length > 10, found.join(', '));
      const page = await browser.newPage();
      await page.route(/^https?:/, (route) => route.abort());
      for (const file of found) {
        await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
        assert.deepEqual(await page.evaluate(dangers), [], file);
      }
      await page.close();
    });
  });
}

it('the same text runs where it is trusted, so these tests would see it', async () => {
  build('trusted');
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(folder, 'trusted/site/index.html')).href, { waitUntil: 'load' });
  assert.ok((await page.evaluate(dangers)).includes('it ran'));
  await page.close();
});
