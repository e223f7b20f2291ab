/** The scripts of a finished package, as dpkg-deb and rpm read them, run with recorders in the place of the programs that they call. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { run, writeFiles } from '../support/packing.ts';

const TAGS = { pre: 'PREIN', post: 'POSTIN', preun: 'PREUN', postun: 'POSTUN' };

/** Paths by what its tools call a script. `edit` changes what they say, as a path that is not to be touched. */
export async function scriptsOf(
  artifact: string,
  edit: (text: string) => string = (text) => text,
): Promise<Record<string, string>> {
  const into = `${artifact}.scripts`;
  mkdirSync(into);
  if (artifact.endsWith('.deb')) await run('dpkg-deb', ['--control', artifact, into]);
  for (const [script, tag] of Object.entries(artifact.endsWith('.rpm') ? TAGS : {})) {
    const text = await run('rpm', ['-qp', '--queryformat', `%{${tag}}`, artifact]);
    if (text !== '(none)') writeFileSync(join(into, script), text);
  }
  const paths = ['preinst', 'postinst', 'prerm', 'postrm', ...Object.keys(TAGS)]
    .map((script) => [script, join(into, script)] as const)
    .filter(([, path]) => existsSync(path));
  for (const [, path] of paths) writeFileSync(path, edit(readFileSync(path, 'utf8')));
  return Object.fromEntries(paths);
}

/**
 * Programs in `folder`, each of which adds a line to `log`, its name without `deb-systemd-`, and then does what its text says; its
 * status is `$STATUS`.
 */
export function writeRecorders(folder: string, log: string, programs: Readonly<Record<string, string>>): void {
  for (const [name, answer] of Object.entries(programs)) {
    const record = `line='${name.replace('deb-systemd-', '')}'\nfor word; do line="$line $word"; done\necho "$line" >>'${log}'\n`;
    writeFiles(folder, { [name]: `#!/bin/sh\n${record}${answer}\nexit \${STATUS:-0}\n` });
    chmodSync(join(folder, name), 0o755);
  }
}

export interface Around {
  readonly shell?: string;
  /** Where the recorders are. */
  readonly path: string;
  readonly env?: Readonly<Record<string, string>>;
}

const interpreters = new Map<string, string>();

/** What `words`, each a script and its arguments, make the scripts call, and whether each of them ends well. */
export async function callsOf(
  scripts: Readonly<Record<string, string>>,
  words: string,
  log: string,
  { shell = 'sh', path, env = {} }: Around,
) {
  rmSync(log, { force: true });
  const [command = '', ...flags] = shell.split(' ');
  const interpreter = interpreters.get(command) ?? (await run('sh', ['-c', 'command -v "$1"', 'sh', command]));
  interpreters.set(command, interpreter);
  const statuses: (number | undefined)[] = [];
  const printed: string[] = [];
  for (const call of words.split('; ')) {
    const [kind = '', ...args] = call.split(' ').map((word) => (word === "''" ? '' : word));
    const script = scripts[kind];
    if (script === undefined) continue;
    const options = { env: { PATH: path, ...env }, extendEnv: false, reject: false } as const;
    const { exitCode, stdout } = await execa(interpreter, [...flags, script, ...args], options);
    statuses.push(exitCode);
    printed.push(stdout);
  }
  const calls = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return { calls, isFine: statuses.every((status) => status === 0), printed: printed.join('') };
}
