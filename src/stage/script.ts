/** A maintainer script or scriptlet, as the engine is to have it. */
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Problem } from '../diagnostics.ts';
import { SPEC_LINE } from '../engine/fpm_refusals.ts';
import type { Plan } from '../plan/plan.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import { describeFailure, kindOf } from './copy.ts';

/** The text of a script and what is wrong with it. */
export async function readScript(
  plan: Plan,
  kind: string,
  file: string,
  cwd: string,
): Promise<{ text: Buffer; problems: Problem[] }> {
  const path = ['packages', plan.package, 'scripts', kind];
  const refuse = (what: string): { text: Buffer; problems: Problem[] } => {
    const message = `${plan.config}: the script ${file} ${what}`;
    return { text: Buffer.alloc(0), problems: [{ code: 'missing-script', message, path }] };
  };
  let bytes: Buffer;
  try {
    const found = await stat(resolve(cwd, file));
    if (!found.isFile()) return refuse(`is ${kindOf(found)}, where a file is wanted`);
    bytes = await readFile(resolve(cwd, file));
  } catch (error) {
    return refuse(describeFailure(error));
  }
  const mistake = mistakeIn(bytes.toString('latin1'), plan.format);
  const problems =
    mistake === undefined ? [] : [{ ...mistake, message: `${plan.config}: ${file} ${mistake.message}`, path }];
  return { text: plan.format === 'rpm' ? doublePercents(bytes) : bytes, problems };
}

function mistakeIn(
  text: string,
  format: Plan['format'],
): { code: ProblemCode; message: string; hint?: string } | undefined {
  const interpreter = /^#![ \t]*(\S+)/.exec(text)?.[1];
  if (format === 'deb') {
    // https://www.debian.org/doc/debian-policy/ch-files.html#scripts
    if (interpreter !== undefined) return undefined;
    return {
      code: 'script-interpreter',
      message: 'does not begin with #! and an interpreter',
      hint: 'begin it with #!/bin/sh',
    };
  }
  if (interpreter !== undefined && interpreter !== '/bin/sh') {
    const message = `is for ${interpreter}, but fpm has no flag for the interpreter of a scriptlet, which is then /bin/sh`;
    return { code: 'engine-limit', message };
  }
  const line = text.split('\n').find((each) => SPEC_LINE.test(each));
  if (line === undefined) return undefined;
  const message = `has a line that rpmbuild would take for its own: "${line.trim()}"`;
  return { code: 'engine-limit', message, hint: 'begin the line with something else than "%"' };
}

// fpm puts the text into a spec file, where `%` begins a macro and `%%` is a percent sign. Bytes, whatever their encoding.
function doublePercents(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('%', '%%'), 'latin1');
}
