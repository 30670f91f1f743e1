// The program under test, and sites that it makes.
//
// SPRINTBOOK   the program (default: the debug build of this repository)

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const TARGET = process.env.CARGO_TARGET_DIR ?? join(import.meta.dirname, '../../target');
export const PROGRAM = process.env.SPRINTBOOK ?? join(TARGET, 'debug/sprintbook');

/** The handbook with every construct. */
export const CONSTRUCTS = join(import.meta.dirname, 'handbook');

/** Builds a handbook into the folder `output`, as on the day at which the story of the sample ends. */
export function build(handbook, output, ...flags) {
  execFileSync(PROGRAM, ['build', handbook, '--quiet', '--today', '2026-11-23', '--output', output, ...flags]);
}
