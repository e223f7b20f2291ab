/** Asks git about a folder. It is no mistake if there is no git or no repository. */
import { execute } from '../system/process.ts';
import { lookForTools, pathOf } from '../engine/tools.ts';
import { lookUp } from '../system/look_up.ts';

export interface Git {
  /** The output of `git describe`: `v1.2.3`, `v1.2.3-4-gabcdef012345`. */
  readonly described?: string;
  readonly name?: string;
  readonly mail?: string;
  /** The address of `origin`. */
  readonly remote?: string;
  /** The time of the commit, in seconds since the epoch. */
  readonly date?: string;
}

export async function askGit(folder: string): Promise<Git> {
  const tools = await lookForTools(['git']);
  const git = tools['git'];
  if (git === undefined) return {};
  const env = { ...settings(), PATH: pathOf(tools), LC_ALL: 'C' };
  const ask = async (...args: string[]): Promise<string | undefined> => {
    const run = await execute(git.path, ['-C', folder, ...args], { env }).catch(() => undefined);
    const line = run?.status === 0 ? run.stdout.trim() : '';
    return line === '' || line.includes('\n') ? undefined : line;
  };
  const tags = ['--match=v[0-9]*', '--match=[0-9]*'];
  const [described, name, mail, remote, date] = [
    await ask('describe', '--tags', '--abbrev=12', ...tags),
    await ask('config', 'user.name'),
    await ask('config', 'user.email'),
    await ask('config', 'remote.origin.url'),
    await ask('log', '-1', '--format=%ct'),
  ];
  return {
    ...(described === undefined ? {} : { described }),
    ...(name === undefined ? {} : { name }),
    ...(mail === undefined ? {} : { mail }),
    ...(remote === undefined ? {} : { remote }),
    ...(date === undefined ? {} : { date }),
  };
}

// The variables that tell git where its own configuration is, and no others.
function settings(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) => /^(?:HOME|XDG_CONFIG_HOME|GIT_.*)$/.test(name));
  return Object.fromEntries(names.map((name) => [name, lookUp(process.env, name) ?? '']));
}
