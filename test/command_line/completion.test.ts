import { describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { run } from './running.ts';

/** What bash would offer behind these words. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout: script } = await run(['completion', 'bash']);
  // compopt works only while a key is being answered.
  const ask = `${script}
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_onepack
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await execa('bash', ['-euc', ask, 'bash', 'onepack', ...words]);
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  it('offers the commands, and of each its flags', async () => {
    expect(await offered('pa')).toEqual(['pack', 'patch']);
    expect(await offered('schema', '--')).toEqual(['--out=', '--check']);
    expect(await offered('ex')).toEqual(['explain']);
    expect(await offered('explain', '--format', '=')).toEqual(['deb', 'rpm']);
    expect(await offered('patch', '--st')).toEqual(['--stamp=', '--stamp-key=']);
  });

  it('knows that no command is `pack`, and what a flag can be', async () => {
    expect(await offered('--keep')).toEqual(['--keep-work=']);
    expect(await offered('pack', '--compression', '=')).toContain('zstd');
    expect(await offered('pack', '--compression', '=', 'gz')).toEqual(['gzip']);
    expect(await offered('pack', 'file')).toEqual([]);
  });

  it('has every flag for the other shells too', async () => {
    const zsh = await run(['completion', 'zsh']);
    expect(zsh.stdout).toMatch(/^#compdef onepack\n/);
    expect(zsh.stdout).toContain(`'--keep-work=[keep the wrapper and the staged tree in this folder]:value:_files'`);
    expect(zsh.stdout).toContain(`'*--overlay=[`);
    const fish = await run(['completion', 'fish']);
    expect(fish.stdout).toContain(`-l keep-work -r -d 'keep the wrapper and the staged tree in this folder'`);
    expect(fish.stdout).toContain(`-d 'Bazel\\'s workspace status file, which has the version'`);
  });

  it('knows three shells', async () => {
    expect(await run(['completion', 'tcsh'])).toMatchObject({ status: 2 });
  });
});
