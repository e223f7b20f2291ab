/**
 * A page as a story: its blocks in their order in one folder, each seeing what those before it left. `onepack` and `npx onepack` in it are
 * the bundle that is distributed.
 */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { sh } from '../../src/system/template.ts';
import { writeFiles } from '../support/packing.ts';
import { isAsShown, sessionsOf, told } from './blocks.ts';
import type { Step } from './steps.ts';
import type { Surroundings } from './surroundings.ts';
import { WORKSPACE } from './workspace.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Each step says what is wrong with it, or nothing. */
export interface Story {
  try(step: Step): Promise<string | undefined>;
  dispose(): Promise<void>;
}

/** `retell` gets the text of each `console` block that shows what is not printed, and what it should be. */
export async function createStory(
  surroundings: Surroundings,
  retell?: (was: string, is: string) => void,
): Promise<Story> {
  const top = await mkdtemp(join(tmpdir(), 'onepack-docs-'));
  const home = join(top, 'home');
  await mkdir(home);
  let folder = '';
  let count = 0;
  let config = 'packages.yaml';
  let mirror = '';

  async function afresh(): Promise<undefined> {
    count += 1;
    folder = join(top, `folder-${count}`);
    await mkdir(folder);
    config = 'packages.yaml';
  }

  async function enter(name: string): Promise<string | undefined> {
    if (name !== WORKSPACE) return `only ${WORKSPACE} can be entered`;
    const workspace = await surroundings.workspace();
    await workspace.restore();
    await afresh();
    folder = workspace.folder;
    mirror = workspace.mirror;
    return undefined;
  }

  async function run(script: string): Promise<{ exitCode: number; printed: string }> {
    const path = [
      surroundings.commands,
      dirname(process.execPath),
      join(ROOT, '.tools/bin'),
      process.env['PATH'] ?? '',
    ];
    const { exitCode, all } = await execa('bash', ['-c', `set -o errexit -o nounset -o pipefail\n${script}`], {
      cwd: folder,
      env: { PATH: path.join(delimiter), HOME: home, CHECKOUT: ROOT, MIRROR: mirror, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      extendEnv: false,
      all: true,
      reject: false,
      stdin: 'ignore',
    });
    return { exitCode: exitCode ?? -1, printed: all };
  }

  async function expectRun(script: string, fails = false): Promise<string | undefined> {
    const { exitCode, printed } = await run(script);
    return (exitCode !== 0) === fails ? undefined : `exit ${exitCode} of\n${script}\n${printed}`;
  }

  async function expectSessions(text: string, fails: boolean): Promise<string | undefined> {
    const sessions = [];
    for (const session of sessionsOf(text)) sessions.push({ ...session, ...(await run(session.command)) });
    const wrong = sessions.find(({ exitCode }) => (exitCode !== 0) !== fails);
    if (wrong !== undefined) return `exit ${wrong.exitCode} of\n${wrong.command}\n${wrong.printed}`;
    const other = sessions.find(({ output, printed }) => !isAsShown(output, printed));
    if (other === undefined) return undefined;
    retell?.(text, told(sessions));
    return `of\n${other.command}\nis shown\n${other.output.join('\n')}\nand came\n${other.printed}`;
  }

  // A whole config is packed, what is laid over it is checked with it.
  async function expectConfig(text: string, name: string | undefined, flags = ''): Promise<string | undefined> {
    const value: unknown = parse(text);
    const isWhole = typeof value === 'object' && value !== null && ('apiVersion' in value || 'extends' in value);
    const file = name ?? (isWhole ? 'packages.yaml' : 'overlay.yaml');
    writeFiles(folder, { [file]: `${text}\n` });
    if (!isWhole) return expectRun(`onepack check --config=${sh(config)} --overlay=${sh(file)} --warnings=off`);
    config = file;
    const out = join(top, `packed-${count}`);
    await rm(out, { recursive: true, force: true });
    const failure = await expectRun(
      `onepack --config=${sh(file)} --out=${sh(out)} --engine=native --warnings=off ${flags}`,
    );
    return failure ?? (await expectReadable(out));
  }

  async function expectReadable(out: string): Promise<string | undefined> {
    const files = (await readdir(out)).map((name) => join(out, name));
    const debs = files.filter((name) => name.endsWith('.deb'));
    const rpms = files.filter((name) => name.endsWith('.rpm'));
    if (debs.length + rpms.length === 0) return 'no package came of it';
    const scripts = debs.map((deb) => `dpkg-deb --info ${sh(deb)} && dpkg-deb --contents ${sh(deb)}`);
    if (rpms.length > 0) scripts.push(`rpm -K --nosignature ${rpms.map(sh).join(' ')}`);
    return expectRun(scripts.join('\n'));
  }

  async function expectSame(text: string, file: string): Promise<string | undefined> {
    const whole = await readFile(join(ROOT, file), 'utf8');
    return whole.includes(text.trim()) ? undefined : `${file} does not have this text`;
  }

  await afresh();
  return {
    async try(step) {
      if (step.kind === 'afresh') return afresh();
      if (step.kind === 'in') return enter(step.workspace);
      if (step.kind === 'run') return expectRun(step.script);
      const { language, text } = step.block;
      const { word, rest = '' } = step.action ?? {};
      if (word === 'same as') return expectSame(text, rest);
      if (language === 'yaml') return expectConfig(text, word === 'file' ? rest : undefined, step.flags);
      if (word === 'file') return void writeFiles(folder, { [rest]: `${text}\n` });
      if (language === 'sh') return expectRun(text, word === 'fails');
      if (language === 'console') return expectSessions(text, word === 'fails');
      return `a block of ${language === '' ? 'no language' : language} needs an entry that says how it is tried`;
    },
    async dispose() {
      await rm(top, { recursive: true, force: true });
    },
  };
}
