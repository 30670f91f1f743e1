// A handbook in a folder of its own and the live preview of it.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { PROGRAM } from './program.mjs';

/** Files by their path in a new folder, with what a writer does to them. */
export class Handbook {
  constructor(files = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'preview-'));
    for (const [path, text] of Object.entries(files)) this.save(path, text);
  }

  path(path) { return join(this.folder, path); }

  read(path) { return readFileSync(this.path(path), 'utf8'); }

  /** As an editor that writes into the file. */
  save(path, text) {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** As an editor that puts a new file into the place of the old one. */
  saveByRename(path, text) {
    const beside = `${this.path(path)}.new~`;
    writeFileSync(beside, text);
    renameSync(beside, this.path(path));
  }

  remove(path) { rmSync(this.path(path), { recursive: true, force: true }); }
}

/** Starts the preview of a folder; `home` is its address, `said` what it has said so far. */
export async function preview(folder, flags = ['--port', '0'], patience = 10_000) {
  const child = spawn(PROGRAM, ['serve', folder, '--today', '2026-11-23', ...flags], { stdio: ['ignore', 'ignore', 'pipe'] });
  const running = { said: '', child };
  child.stderr.setEncoding('utf8').on('data', (text) => { running.said += text; });
  const ended = new Promise((done) => child.once('exit', (code, signal) => done(code ?? signal)));
  try {
    running.home = await until(() => {
      if (child.exitCode !== null) throw new Error(`the preview ended:\n${running.said}`);
      return running.said.match(/Preview: (\S+)/)?.[1];
    }, patience);
  } catch (error) {
    child.kill();
    throw error;
  }
  running.port = new URL(running.home).port;
  running.stop = (signal = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return running;
}

/** What `look` finds as soon as it finds something; an error after ten seconds. */
export async function until(look, patience = 10_000) {
  const end = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for: ${look}`);
    await new Promise((later) => setTimeout(later, 5));
  }
}
