/** What dpkg-deb and rpm say of a package, in the form of the expectations. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Format } from '../../src/format/format.ts';
import { run } from '../support/packing.ts';

export interface Observed {
  readonly fields: Readonly<Record<string, string>>;
  readonly relations: Readonly<Record<string, readonly string[]>>;
  readonly paths: Readonly<Record<string, string>>;
  /** By name, the text. */
  readonly scripts: Readonly<Record<string, string>>;
  /** A file of the package. */
  readonly read: (path: string) => Buffer;
}

/** `scratch`: a folder that is not there yet. */
export function observe(artifact: string, format: Format, scratch: string): Promise<Observed> {
  mkdirSync(scratch, { recursive: true });
  return format === 'deb' ? observeDeb(artifact, scratch) : observeRpm(artifact, scratch);
}

const DEB_RELATIONS: readonly string[] = [
  'Pre-Depends', 'Depends', 'Recommends', 'Suggests', 'Enhances', 'Conflicts', 'Breaks', 'Replaces', 'Provides',
]; // prettier-ignore

async function observeDeb(artifact: string, scratch: string): Promise<Observed> {
  await run('dpkg-deb', ['--raw-extract', artifact, scratch]);
  const control = controlFields(await run('dpkg-deb', ['--field', artifact]));
  const isRelation = ([name]: [string, string]): boolean => DEB_RELATIONS.includes(name);
  const members = (await run('sh', ['-c', 'dpkg-deb --ctrl-tarfile "$1" | tar -tf -', 'sh', artifact])).split('\n');
  const read = (name: string): string => readFileSync(join(scratch, 'DEBIAN', name), 'utf8');
  const conffiles = members.includes('./conffiles') ? read('conffiles').trim().split('\n') : [];
  const scripts = members
    .map((name) => name.slice(2))
    .filter((name) => !['', 'control', 'md5sums', 'conffiles'].includes(name));
  const listing = await run('dpkg-deb', ['--contents', artifact]);
  return {
    fields: Object.fromEntries(control.filter((pair) => !isRelation(pair))),
    relations: Object.fromEntries(
      control
        .filter(isRelation)
        .map(([name, value]) => [name, value.split(', ').map((one) => one.replace(/ \((.*)\)$/, ' $1'))]),
    ),
    paths: debPaths(listing, conffiles),
    scripts: Object.fromEntries(scripts.map((name) => [name, read(name)])),
    read: (path) => readFileSync(join(scratch, path)),
  };
}

function controlFields(text: string): [string, string][] {
  return text
    .split(/\n(?! )/)
    .filter((line) => line !== '')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
}

// Folders that only lead to another path are in every tar and belong to nobody in particular: `leads` marks them.
function debPaths(listing: string, conffiles: readonly string[]): Record<string, string> {
  const found: [string, string][] = listing.split('\n').map((line) => {
    const [, mode = '', owner = '', group = '', name = ''] =
      /^(\S{10}) (\S+?)\/(\S+)\s+\d+ \S+ \S+ \.(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`dpkg-deb lists what this test does not know: ${line}`);
    const path = name.length > 1 ? name.replace(/\/$/, '') : name;
    const mark = conffiles.includes(path) ? ' conffile' : '';
    return [path, `${describeMode(mode)} ${nameOf(owner)}:${nameOf(group)}${mark}`];
  });
  return Object.fromEntries(found);
}

function nameOf(owner: string): string {
  return owner === '0' ? 'root' : owner;
}

const TYPES: Readonly<Record<string, string>> = { '-': 'file', d: 'dir', l: 'symlink' };

function describeMode(mode: string): string {
  const bits = [...mode.slice(1)].reduce((sum, sign) => sum * 2 + (sign === '-' ? 0 : 1), 0);
  // An s or a t stands for two bits; no package here has one.
  if (/[stST]/.test(mode)) throw new Error(`a mode that this test does not know: ${mode}`);
  return `${TYPES[mode[0] ?? ''] ?? mode} ${bits.toString(8).padStart(4, '0')}`;
}

const RPM_RELATIONS: Readonly<Record<string, string>> = {
  Requires: 'REQUIRE', Recommends: 'RECOMMEND', Suggests: 'SUGGEST', Supplements: 'SUPPLEMENT', Enhances: 'ENHANCE',
  Conflicts: 'CONFLICT', Obsoletes: 'OBSOLETE', Provides: 'PROVIDE',
}; // prettier-ignore

const SCRIPTLETS: Readonly<Record<string, string>> = {
  pre: 'PREIN', post: 'POSTIN', preun: 'PREUN', postun: 'POSTUN', pretrans: 'PRETRANS', posttrans: 'POSTTRANS',
  verifyscript: 'VERIFYSCRIPT', triggers: 'TRIGGERSCRIPTS',
}; // prettier-ignore

/** Stands in no field. */
const SEPARATOR = '\u0001';

async function observeRpm(artifact: string, scratch: string): Promise<Observed> {
  await execa('sh', ['-c', 'rpm2cpio "$1" | cpio -idm --quiet', 'sh', artifact], { cwd: scratch });
  const query = (...args: string[]): Promise<string> => run('rpm', ['-qp', '--nosignature', ...args, artifact]);
  const names = [...(await query('--xml')).matchAll(/rpmTag name="([A-Za-z0-9]+)"/g)].map(([, name = '']) => name);
  const fields = names.filter((name) => !STRUCTURE.includes(name) && !RELATION.test(name));
  const values = await query('--queryformat', fields.map((name) => `%{${name}}${SEPARATOR}`).join(''));
  const relations = await query(
    '--queryformat',
    Object.values(RPM_RELATIONS)
      .map((tag) => `[%{${tag}NAME} %{${tag}FLAGS:depflags} %{${tag}VERSION}\\n]${SEPARATOR}`)
      .join(''),
  );
  const files = await query(
    '--queryformat',
    `[%{FILENAMES}${SEPARATOR}%{FILEMODES:perms}${SEPARATOR}%{FILEUSERNAME}:%{FILEGROUPNAME}${SEPARATOR}%{FILEFLAGS}\\n]`,
  );
  const scripts = await query(
    '--queryformat',
    Object.values(SCRIPTLETS)
      .map((tag) => `[%{${tag}}]${SEPARATOR}`)
      .join(''),
  );
  const split = relations.split(SEPARATOR);
  const texts = scripts.split(SEPARATOR);
  return {
    fields: Object.fromEntries(fields.map((name, at) => [name, values.split(SEPARATOR)[at] ?? ''])),
    relations: Object.fromEntries(
      Object.keys(RPM_RELATIONS)
        .map((name, at): [string, string[]] => [name, lines(split[at] ?? '')])
        .filter(([, entries]) => entries.length > 0),
    ),
    paths: Object.fromEntries(lines(files).map(rpmPath)),
    scripts: Object.fromEntries(
      Object.keys(SCRIPTLETS)
        .map((name, at): [string, string] => [name, texts[at] ?? ''])
        .filter(([, text]) => text !== ''),
    ),
    read: (path) => readFileSync(join(scratch, path)),
  };
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** https://github.com/rpm-software-management/rpm/blob/master/include/rpm/rpmfiles.h: rpmfileAttrs. */
const FLAGS: readonly (readonly [number, string])[] = [
  [1 | 16, 'config(noreplace)'], [1 | 8, 'config(missingok)'], [1, 'config'], [2, 'doc'], [128, 'license'], [256, 'readme'],
  [64, 'ghost'],
]; // prettier-ignore

function rpmPath(line: string): [string, string] {
  const [path = '', mode = '', owner = '', flags = ''] = line.split(SEPARATOR);
  let left = Number(flags);
  const marks = FLAGS.flatMap(([bits, name]) => {
    if ((left & bits) !== bits) return [];
    left &= ~bits;
    return [` ${name}`];
  });
  if (left !== 0) throw new Error(`flags of a file that this test does not know: ${line}`);
  return [path, `${describeMode(mode)} ${owner}${marks.join('')}`];
}

const RELATION = /^(?:Require|Recommend|Suggest|Supplement|Enhance|Conflict|Obsolete|Provide)(?:name|flags|version)$/;

/** Tags that are no field: the container, and what is compared as relation, path or script. */
const STRUCTURE: readonly string[] = [
  'Headeri18ntable', 'Sigsize', 'Sigmd5', 'Sha1header', 'Sha256header', 'Size', 'Archivesize', 'Rpmversion', 'Encoding',
  'Payloadformat', 'Payloadcompressor', 'Payloadflags', 'Payloaddigest', 'Payloaddigestalgo', 'Payloaddigestalt', 'Filesizes',
  'Filemodes', 'Filerdevs', 'Filemtimes', 'Filedigests', 'Filelinktos', 'Fileflags', 'Fileusername', 'Filegroupname',
  'Fileverifyflags', 'Filedevices', 'Fileinodes', 'Filelangs', 'Dirindexes', 'Basenames', 'Dirnames', 'Filecolors', 'Fileclass',
  'Classdict', 'Filedigestalgo', 'Postin', 'Preun', 'Postun', 'Postinprog', 'Preunprog', 'Postunprog',
]; // prettier-ignore

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
