// Does every link of a built site lead to something? Reads the HTML with a parser of its own and knows nothing of how the
// site was made, so it finds what sprintbook gets wrong about itself.
//
//   node tests/links.mjs SITE [--base /team/handbook/] [--offline] [--allow-broken]
//
// SITE            folder of the built site
// --base PATH     the path that the site is published below (default: /)
// --offline       the site is opened from a folder: a link must name a file, since nothing finds a folder's index.html
// --allow-broken  leave out what the site itself marks with class="broken"

import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';

const TAG = /<!--[\s\S]*?-->|<(script|style|textarea|title|xmp)\b(?:"[^"]*"|'[^']*'|[^>"'])*>[\s\S]*?<\/\1\s*>|<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/g;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const LEADING = ['href', 'src', 'poster', 'action', 'data', 'cite', 'srcset', 'imagesrcset'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: 'string', default: '/' },
    offline: { type: 'boolean', default: false },
    'allow-broken': { type: 'boolean', default: false },
  },
});
const site = resolve(positionals[0] ?? '.');
const pages = new Map();
const faults = [];
let links = 0;

for (const file of files(site).filter((path) => path.endsWith('.html'))) check(file);
for (const fault of faults) console.log(fault);
console.log(`${pages.size} pages, ${links} links, ${faults.length} of them wrong`);
process.exitCode = faults.length > 0 || pages.size === 0 ? 1 : 0;

function check(file) {
  // Nobody knows at which address the page for what is not found will be shown.
  const missing = relative(site, file) === '404.html';
  for (const { name, value, broken } of read(file).links) {
    if (broken && options['allow-broken']) continue;
    links += 1;
    const targets = name.endsWith('srcset') ? value.split(/,\s+/).map((one) => one.trim().split(/\s+/)[0]) : [value];
    for (const target of targets) {
      const fault = problem(target.trim(), file, missing);
      if (fault) faults.push(`${relative(site, file)}: ${name}="${target}": ${fault}`);
    }
  }
}

/** What is wrong with a link on the page `file`, if anything is. */
function problem(target, file, missing) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//')) return undefined;
  const [, path, fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(target);
  if (missing && path !== '' && !path.startsWith('/')) return 'relative, on a page that is shown anywhere';
  if (path.startsWith('/') && options.offline && !missing) return 'absolute, in a site that is opened from a folder';
  const found = path === '' ? file : locate(decode(path), file);
  if (typeof found !== 'string') return found.fault;
  if (!fragment || !found.endsWith('.html')) return undefined;
  const id = decode(fragment).split(':~:')[0];
  const known = id === '' || id.toLowerCase() === 'top' || read(found).ids.has(id) || read(found).ids.has(fragment);
  return known ? undefined : `no id "${id}" in ${relative(site, found)}`;
}

/** The file that a server would send for `path`, or what is wrong with it. */
function locate(path, file) {
  let place;
  if (path.startsWith('/')) {
    if (!path.startsWith(options.base)) return { fault: `not below ${options.base}` };
    place = join(site, path.slice(options.base.length));
  } else {
    place = join(file, '..', path);
  }
  if (place !== site && !place.startsWith(site + sep)) return { fault: 'leads out of the site' };
  if (!existsSync(place)) return { fault: 'no such file' };
  if (!statSync(place).isDirectory()) return place;
  if (options.offline) return { fault: 'a folder, in a site that is opened without a server' };
  if (!path.endsWith('/') && !/(^|\/)\.\.?$/.test(path)) return { fault: 'a folder without its slash' };
  const index = join(place, 'index.html');
  return existsSync(index) ? index : { fault: 'a folder without a page' };
}

/** The ids and links of a page. */
function read(file) {
  const known = pages.get(file);
  if (known) return known;
  const page = { ids: new Set(), links: [] };
  pages.set(file, page);
  for (const [whole, raw, element, attributes = ''] of readFileSync(file, 'utf8').matchAll(TAG)) {
    const name = (raw ?? element)?.toLowerCase();
    if (!name) continue;
    const written = raw ? whole.slice(raw.length + 1, whole.indexOf('>')) : attributes;
    const own = new Map();
    for (const [, key, ...value] of written.matchAll(ATTRIBUTE))
      if (!own.has(key.toLowerCase())) own.set(key.toLowerCase(), unescaped(value.find((one) => one !== undefined) ?? ''));
    if (own.has('id')) page.ids.add(own.get('id'));
    if (name === 'a' && own.has('name')) page.ids.add(own.get('name'));
    const broken = own.get('class')?.split(' ').includes('broken');
    for (const key of LEADING) if (own.has(key)) page.links.push({ name: key, value: own.get(key), broken });
  }
  return page;
}

function unescaped(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, number, name) => {
    if (hex || number) return String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number));
    return ENTITIES[name] ?? whole;
  });
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}
