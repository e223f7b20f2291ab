import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { reportError } from '../../src/command_line/report.ts';
import type { Problem } from '../../src/problems/problem.ts';
import { InputError, ToolError } from '../../src/problems/errors.ts';

const text = 'a: 1\nb: wrong\n';
const place = { source: { name: 'packages.yaml', text }, start: 8, end: 13 };
const mistake = new InputError([
  { code: 'not-allowed', message: 'must be right', hint: 'did you mean `right`?', place, path: ['b'] },
  { code: 'bad-flag', message: 'a flag is missing' },
]);

function report(error: unknown, options: { isJson?: boolean; hasColor?: boolean; warned?: readonly Problem[] } = {}) {
  const { isJson = false, hasColor = false, warned = [] } = options;
  let stdout = '';
  let stderr = '';
  const status = reportError(
    error,
    {
      stdout: (said) => void (stdout += said),
      stderr: (said) => void (stderr += said),
      isTTY: false,
      hasColor,
      cwd: '/',
    },
    { isJson, warned },
  );
  return { status, stdout, stderr };
}

describe('reportError', () => {
  it('shows the places of mistakes, and exits 2', () => {
    expect(report(mistake)).toEqual({
      status: 2,
      stdout: '',
      stderr: `packages.yaml:2:4: error: must be right [not-allowed]
    b: wrong
       ^^^^^
  hint: did you mean \`right\`?

error: a flag is missing [bad-flag]
`,
    });
  });

  it('has colours where they are wanted, and then the same text', () => {
    const { stderr } = report(mistake, { hasColor: true });
    expect(stderr).toContain('\u001b[1m\u001b[31merror:\u001b[39m\u001b[22m');
    // eslint-disable-next-line no-control-regex -- colours are control sequences
    expect(stderr.replace(/\u001b\[[0-9;]*m/g, '')).toBe(report(mistake).stderr);
  });

  it('gives machines the same as one object on standard output', () => {
    const { status, stdout, stderr } = report(mistake, { isJson: true });
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      problems: [
        {
          code: 'not-allowed',
          severity: 'error',
          message: 'must be right',
          hint: 'did you mean `right`?',
          file: 'packages.yaml',
          line: 2,
          column: 4,
          endLine: 2,
          endColumn: 9,
          path: ['b'],
        },
        { code: 'bad-flag', severity: 'error', message: 'a flag is missing' },
      ],
    });
  });

  it('shows warnings for what they are, and gives machines those that came before', () => {
    const warning = { code: 'setuid', severity: 'warning', message: 'look out' } as const;
    const both = new InputError([warning, { code: 'bad-flag', message: 'a flag is missing' }]);
    expect(report(both).stderr).toBe('warning: look out [setuid]\n\nerror: a flag is missing [bad-flag]\n');
    expect(report(both, { hasColor: true }).stderr).toContain('\u001b[1m\u001b[33mwarning:\u001b[39m\u001b[22m');
    const { stdout } = report(new ToolError('fpm failed'), { isJson: true, warned: [warning] });
    expect(JSON.parse(stdout)).toEqual({ problems: [warning], failure: { message: 'fpm failed' } });
  });

  it('shows what a tool said and how to do it again, and exits 1', () => {
    const failure = new ToolError('fpm failed', { output: 'no space\n', again: 'sh fpm.sh' });
    expect(report(failure)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'no space\nerror: fpm failed\n  to repeat it: sh fpm.sh\n',
    });
    const { stdout } = report(failure, { isJson: true });
    expect(JSON.parse(stdout)).toEqual({
      problems: [],
      failure: { message: 'fpm failed', output: 'no space', again: 'sh fpm.sh' },
    });
  });

  it('takes a mistake of ours upon itself, without a stack', () => {
    const { status, stderr } = report(new TypeError('x is undefined'));
    expect(status).toBe(1);
    expect(stderr).toBe(
      'internal error: x is undefined\nThis is a bug in onepack. Please report it with the command that you ran.\n',
    );
  });

  it('leaves to commander what that has printed', () => {
    const wrong = new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'\n(Did you mean --y?)");
    expect(report(wrong)).toEqual({ status: 2, stdout: '', stderr: '' });
    expect(JSON.parse(report(wrong, { isJson: true }).stdout)).toEqual({
      problems: [{ code: 'bad-flag', severity: 'error', message: "unknown option '--x'" }],
    });
    expect(report(new CommanderError(0, 'commander.help', '')).status).toBe(0);
  });
});
