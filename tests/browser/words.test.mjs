// The script of the search cuts text into words as the build does; words.json holds both to it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import vm from 'node:vm';

const here = (path) => readFileSync(join(import.meta.dirname, path), 'utf8');
const realm = vm.createContext({});
vm.runInContext(here('../../themes/default/assets/search.js'), realm);
const { words } = realm.sprintbookSearch;

it('the words of every example', () => {
  const examples = JSON.parse(here('words.json'));
  assert.ok(examples.length > 30);
  for (const { text, words: wanted } of examples) assert.deepEqual(words(text).map(({ word }) => word).join('\n'), wanted.join('\n'), text);
});

it('each word knows its place', () => {
  const shown = (text) => [...words(text)].map(({ from, to }) => text.slice(from, to));
  assert.deepEqual(shown('L’Équipe, RA-7'), ['L', 'Équipe', 'RA', '7', 'RA-7']);
  assert.deepEqual(shown('x 每日𠮷'), ['x', '每日', '日𠮷', '𠮷']);
});
