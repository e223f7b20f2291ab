import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import type { ScriptParts } from '../../src/stanza/script_parts.ts';
import { scriptText } from '../../src/stanza/script_text.ts';
import { SHELLS } from '../support/shells.ts';

const NONE: ScriptParts = { keys: [], before: [], after: [] };
const BOTH: ScriptParts = { keys: ['systemd'], before: ['echo before'], after: ['echo after "$1"'] };
const FORMATS = ['deb', 'rpm'] as const;

function textOf(format: 'deb' | 'rpm', own: string | undefined, parts: ScriptParts): string {
  return scriptText(format, own === undefined ? undefined : Buffer.from(own, 'latin1'), parts).toString('latin1');
}

describe('a script that keys add nothing to', () => {
  it.each(FORMATS)('is the bytes of its file: %s', (format) => {
    const odd = '#!/usr/bin/perl\r\n\xff\xfe no newline at the end';
    expect(textOf(format, odd, NONE)).toBe(odd);
  });
});

describe('a script that keys alone make', () => {
  it('has an interpreter in a deb, and none in an rpm', () => {
    expect(textOf('deb', undefined, BOTH)).toBe('#!/bin/sh\nset -e\necho before\necho after "$1"\n');
    expect(textOf('rpm', undefined, BOTH)).toBe('set -e\necho before\necho after "$1"\n');
  });
});

describe('a script of both', () => {
  it('shows which is which', () => {
    expect(textOf('deb', '#!/bin/bash -eu\n\necho own\nexit 0\n', BOTH)).toBe(
      '#!/bin/bash -eu\nset -e\necho before\n(\nset -e\necho own\nexit 0\n)\necho after "$1"\n',
    );
  });

  it('starts debconf first, since that starts the whole script again', () => {
    const text = textOf('deb', '#!/bin/sh\nset -e\n. /usr/share/debconf/confmodule\ndb_get a/b\n', BOTH);
    expect(text.split('\n').slice(0, 4)).toEqual([
      '#!/bin/sh',
      '. /usr/share/debconf/confmodule',
      'set -e',
      'echo before',
    ]);
  });

  it('keeps the bytes of the text', () => {
    expect(textOf('deb', '#!/bin/sh\necho \xff\n', BOTH)).toContain('\necho \xff\n');
  });

  const all = SHELLS.flatMap((shell) => FORMATS.map((format) => [shell.join(' '), format] as const));

  describe.each(all)('run by %s, as a %s has it,', (shell, format) => {
    const own = async (text: string) => {
      const [command = 'sh', ...args] = shell.split(' ');
      const script = textOf(format, text, BOTH);
      const { exitCode, stdout } = await execa(command, [...args, '-c', script, 'script', 'one'], { reject: false });
      return { exitCode, lines: stdout.split('\n') };
    };

    it.each([
      ['ends itself well', '#!/bin/sh\necho own "$1"\nexit 0\n', ['own one'], 0],
      ['ends in a comment without a newline', '#!/bin/sh\necho own # (', ['own'], 0],
      ['ends in a backslash', '#!/bin/sh\necho own \\', ['own'], 0],
      ['is a comment', '#!/bin/sh\n# nothing\n', [], 0],
      ['is an interpreter', '#!/bin/sh', [], 0],
      ['fails in the middle, and goes on', '#!/bin/sh\nfalse\necho own\n', ['own'], 0],
      ['replaces itself', '#!/bin/sh\nexec echo own\n', ['own'], 0],
      ['has a trap', "#!/bin/sh\ntrap 'echo trap' EXIT\necho own\n", ['own', 'trap'], 0],
      ['changes folder and variables', '#!/bin/sh\ncd /; set -- two; echo own\n', ['own'], 0],
      ['ends in a document', '#!/bin/sh\ncat <<E\nown )\nE\n', ['own )'], 0],
      ['ends itself', '#!/bin/sh\necho own\nexit 7\n', ['own'], 7],
      ['ends in a failure', '#!/bin/sh\necho own\n(exit 5)\n', ['own'], 5],
      ['stops at an error', '#!/bin/sh\nset -e\necho own\n(exit 4)\necho no\n', ['own'], 4],
    ])('%s', async (_, text, lines, status) => {
      const after = status === 0 ? ['after one'] : [];
      expect(await own(text)).toEqual({ exitCode: status, lines: ['before', ...lines, ...after] });
    });
  });

  it.each(FORMATS)('stops at errors where the interpreter line says so: %s', async (format) => {
    const text = '#!/bin/sh -eu\nfalse\necho own\n';
    const { stdout } = await execa('sh', ['-c', textOf(format, text, BOTH)], { reject: false });
    expect(stdout).toBe('before');
  });

  it('keeps the first line in an rpm where it says more than sh', () => {
    expect(textOf('rpm', '#!/bin/bash\necho own\n', BOTH)).toMatch(/^#!\/bin\/bash\nset -e\n/);
    expect(textOf('rpm', '#!/bin/sh -u\necho own\n', BOTH)).toMatch(/^#!\/bin\/sh -u\nset -e\n/);
    expect(textOf('rpm', '#! /bin/sh\necho own\n', BOTH)).toMatch(/^set -e\n/);
  });
});
