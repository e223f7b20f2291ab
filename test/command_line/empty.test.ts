/** A flag whose value is empty, as that of a variable of the shell which nobody set, is never as if it was not there. */
import { describe, expect, it } from '@jest/globals';
import { declareProgram } from '../../src/command_line/program.ts';
import { run } from './running.ts';

const io = { stdout: () => undefined, stderr: () => undefined, isTTY: false, cwd: '/' };

const FLAGS = declareProgram(io).commands.flatMap((command) =>
  command.options.filter((option) => option.required).map((option) => [command.name(), option.long ?? ''] as const),
);
const ARGUMENTS = declareProgram(io).commands.flatMap((command) =>
  command.registeredArguments.map((argument, at, all) => {
    const given = all.map((_, index) => (index === at ? '' : 'something'));
    return [command.name(), argument.name(), given] as const;
  }),
);

describe('an empty value', () => {
  it('is tried of every command that has a flag', () => {
    expect(new Set(FLAGS.map(([command]) => command)).size).toBeGreaterThanOrEqual(10);
    expect(FLAGS.map(([, flag]) => flag)).toEqual(
      expect.arrayContaining(['--version', '--set', '--source-date-epoch']),
    );
  });

  it.each(FLAGS.filter(([, flag]) => flag !== '--targets'))('of %s %s is refused', async (command, flag) => {
    for (const argv of [
      [command, `${flag}=`],
      [command, flag, ''],
    ]) {
      const { status, stderr } = await run(argv);
      expect([status, stderr]).toEqual([2, expect.stringContaining(`error: \`${flag}=\` is empty [bad-flag]`)]);
    }
  });

  it.each(ARGUMENTS)('of the argument of %s is refused', async (command, argument, given) => {
    const { status, stderr } = await run([command, ...given]);
    expect([status, stderr]).toEqual([2, expect.stringContaining(`the argument \`${argument}\` is empty [bad-flag]`)]);
  });

  it.each(['--package=a,', '--arch=,amd64', '--format=deb,,rpm', '--package=,'])('in %s is refused', async (flag) => {
    const { status, stderr } = await run(['pack', flag]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('there is an empty name in ')]);
  });
});
