// What `--format sarif` writes follows the schema of SARIF 2.1.0, whatever files are called.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import Ajv from 'ajv';
import { PROGRAM } from './program.mjs';

const require = createRequire(import.meta.url);

const files = {
  'content/index.md': '---\ntitle: Home\n---\n[a](gone.md) [b](#nowhere) [c](Day.md)\n',
  'content/day.md': '---\ntitle: Day\ntilte: x\n---\n::: tpi\nx\n',
  'content/a,b:c%0A é 日.md': '[x](javascript:alert) [y](gone.md)\n',
  'content/sprints/s1.yaml': 'start: 2026-03-23\nend: 2026-03-20\ncommited: 3\n',
  'content/sprints/s2.yaml': 'start: 2026-03-24\nend: 2026-04-03\nitems: [{id: A}, {id: A}]\n',
};

test('SARIF follows its schema', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const ran = spawnSync(PROGRAM, ['check', '--format', 'sarif'], { cwd: folder, encoding: 'utf8' });
    assert.equal(ran.status, 1, ran.stderr);
    const log = JSON.parse(ran.stdout);
    assert.ok(log.runs[0].results.length >= 8, ran.stdout);
    const schema = JSON.parse(
      readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    );
    const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore', validateSchema: false });
    ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
    const valid = ajv.compile(schema);
    assert.ok(valid(log), JSON.stringify(valid.errors, null, 1));
    const known = spawnSync(PROGRAM, ['check', '--format', 'json'], { cwd: folder, encoding: 'utf8' }).stdout;
    writeFileSync(join(folder, 'known.json'), known);
    const fine = execFileSync(PROGRAM, ['check', '--format', 'sarif', '--baseline', 'known.json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(fine).runs[0].results, []);
    assert.ok(valid(JSON.parse(fine)), JSON.stringify(valid.errors, null, 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
