/** bazel/private is for the rules alone. Bazel 4 has no `visibility()` for a .bzl file, so this says it. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';

// BUILD files, .bzl files, their templates, and the pages and tests that show either.
const LOADS = /(^|\/)(BUILD(\.bazel)?|WORKSPACE|MODULE\.bazel)$|\.(bzl|hbs|md|ts|yaml)$/;

describe('bazel/private', () => {
  it('is loaded by nothing outside of bazel/', async () => {
    const { stdout } = await execa('git', ['ls-files', '--cached', '--others', '--exclude-standard']);
    const names = stdout.split('\n').filter((name) => LOADS.test(name) && !name.startsWith('bazel/'));
    expect(names).toEqual(expect.arrayContaining(['build/pkgs/BUILD.bazel', 'e2e/bzlmod-7.7.1/pkgs/BUILD.bazel']));
    const texts = await Promise.all(names.map((name) => readFile(name, 'utf8').catch(() => '')));
    expect(names.filter((_, index) => /load\(\s*"[^"]*bazel\/private/.test(texts[index] ?? ''))).toEqual([]);
  });
});
