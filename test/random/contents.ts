/** Contents of every type, with names that shells, patterns, macros and formats of archives read something into. */
import { CONTENT_TAKES, CONTENT_TYPES, type ContentType } from '../../src/schema/contents.ts';
import type { Random } from '../support/random.ts';

/** What a generated config needs on disk: text, or the target of a symlink. */
export interface Inputs {
  readonly files: Record<string, { readonly text: string; readonly isProgram?: boolean }>;
  readonly links: Record<string, string>;
}

export interface Entry {
  readonly dst: string;
  readonly type?: ContentType;
  readonly src?: string;
  readonly [key: string]: unknown;
}

export const ODD_NAMES = [
  'a b', 'br[ack]et', 'per%cent%{name}', '%files', "quo'te", 'do$HOME', 'ünï', 'pl+us (x)', 'sta*r?', '-dash', '#hash', '~tilde', '@at',
  'a=b', 'c:d', 'semi;colon', '日本語', 'e\u0301', 'dot.', '...', 'x'.repeat(120), 'ü'.repeat(60), 'NAME', 'VERSION', '{a,b}', '!x', '&',
  '..x', '`id`', '<y>', 'p|q', ',', '^', 'changelog.gz', 'gz.gz',
]; // prettier-ignore

const FOLDERS = [
  '/usr/bin', '/usr/lib/pkg', '/etc', '/etc/pkg/deep/er', '/opt', '/opt/pkg', '/var/lib/pkg', '/usr/share/doc/pkg', '/usr/share/man/man1',
  '/srv/with blank', '/usr/share/licenses/pkg', `/opt/${'long-folder/'.repeat(12)}end`, '/usr/share/ünï', '/a', '/usr/share/docs',
]; // prettier-ignore

const MODES = ['0644', '0755', '0600', '4755', '2755', '0444', '0640', '0711', '1777', '644', '0000'];
/** Of folders that the test must be able to remove. */
const FOLDER_MODES = ['0755', '0700', '2770', '1777', '0711', '0500'];
const TIMES = ['2001-02-03T04:05:06Z', '2030-01-31T14:00:00+02:00', '1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z'];
const TARGETS = ['sibling', '../up/there', '/nowhere/at all', '/usr/bin/env', 'x'.repeat(130), 'per%cent', '..'];
const ARCHIVES = ['tar', 'tar.gz', 'tar.xz', 'tar.zst', 'tar.bz2', 'zip'];

export const TREE = 'files/tree';

/** The sources that entries may name; they are those of the golden case. */
export function sources(folder: string): Record<string, { file: string; extract: boolean }> {
  return Object.fromEntries(
    ARCHIVES.map((suffix) => [suffix.replace('.', '-'), { file: `${folder}/tree.${suffix}`, extract: true }]),
  );
}

export function contents(random: Random, inputs: Inputs): Entry[] {
  const entries: Entry[] = [];
  const taken = new Set<string>();
  const place = (): string => {
    for (;;) {
      const dst = `${random.pick(FOLDERS)}/${random.oneIn(3) ? random.pick(ODD_NAMES) : `plain${random.below(40)}`}`;
      if (taken.has(dst)) continue;
      taken.add(dst);
      return dst;
    }
  };
  const count = random.pick([0, 1, 3, 6, 10, 14]);
  for (let left = count; left > 0; left -= 1) {
    const type = random.pick(CONTENT_TYPES);
    const entry = entryOf(type, place(), random, inputs, entries);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

function entryOf(
  type: ContentType,
  dst: string,
  random: Random,
  inputs: Inputs,
  before: readonly Entry[],
): Entry | undefined {
  const takes: readonly string[] = CONTENT_TAKES[type];
  const src = sourceOf(type, dst, random, inputs, before);
  if (takes.includes('src') && src === undefined) return undefined;
  const mode = type === 'dir' ? random.pick(FOLDER_MODES) : random.pick(MODES);
  const isOwned = takes.includes('owner') && random.oneIn(3);
  return {
    dst,
    ...(type === 'file' && random.oneIn(2) ? {} : { type }),
    ...(src === undefined ? {} : { src }),
    ...(takes.includes('mode') && random.oneIn(2) ? { mode } : {}),
    ...(takes.includes('mtime') && random.oneIn(4) ? { mtime: random.pick(TIMES) } : {}),
    ...(takes.includes('dirMode') && random.oneIn(3) ? { dirMode: random.pick(FOLDER_MODES) } : {}),
    ...(type === 'tree' && src === TREE ? chosen(random) : {}),
    // A deb of fpm's has one owner.
    ...(isOwned
      ? { overrides: { rpm: random.pick([{ owner: 'daemon' }, { group: 'adm' }, { owner: 'a_b', group: 'c.d' }]) } }
      : {}),
    ...(random.oneIn(8) ? { only: random.pick(['deb', 'rpm']) } : {}),
  };
}

function sourceOf(
  type: ContentType,
  dst: string,
  random: Random,
  inputs: Inputs,
  before: readonly Entry[],
): string | undefined {
  switch (type) {
    case 'dir':
    case 'ghost':
      return undefined;
    case 'symlink':
      // fpm gives rpmbuild a pattern for an odd name, and that finds no link that leads nowhere.
      return /^[\w./-]*$/.test(dst) ? random.pick(TARGETS) : '..';
    case 'hardlink': {
      const targets = before.filter((entry) => isPlain(entry) && entry['only'] === undefined);
      return targets.length === 0 ? undefined : random.pick(targets).dst;
    }
    case 'tree':
      return random.oneIn(2) ? TREE : `@${random.pick(ARCHIVES).replace('.', '-')}${random.pick(['', '/bin'])}`;
    default: {
      if (random.oneIn(10)) return `@${random.pick(ARCHIVES).replace('.', '-')}/bin/tool`;
      const name = random.oneIn(5) ? `odd ${random.pick(ODD_NAMES)}` : `file${random.below(9)}`;
      inputs.files[`files/${name}`] ??= {
        text: random.pick(['', 'x', 'a line\n', '%{name} $HOME\n', 'long\n'.repeat(20_000)]),
      };
      return `files/${name}`;
    }
  }
}

/** What a hard link may lead to: a file that is no conffile. */
export function isPlain({ type = 'file' }: Entry): boolean {
  return ['file', 'doc', 'license', 'licence', 'readme'].includes(type);
}

function chosen(random: Random): object {
  return random.pick([
    {},
    {},
    { include: ['sub', 'p*'] },
    { exclude: ['sub/**'] },
    { include: ['**/*'], exclude: ['plain'] },
  ]);
}

/** A tree with a name of each oddity. */
export function treeInputs(random: Random, inputs: Inputs): void {
  for (const name of random.some(ODD_NAMES, 1, 8))
    inputs.files[`${TREE}/${name}`] = { text: name, isProgram: random.oneIn(3) };
  inputs.files[`${TREE}/plain`] = { text: 'plain\n' };
  inputs.files[`${TREE}/sub/inner/file`] = { text: '' };
  inputs.links[`${TREE}/sub/link`] = random.pick(['inner/file', 'inner']);
}
