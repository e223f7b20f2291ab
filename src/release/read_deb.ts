/** Reads a deb, whoever made it. https://manpages.debian.org/bookworm/dpkg-dev/deb.5.en.html */
import type { FileHandle } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { type ArMember, readAr } from '../archive/ar.ts';
import { type CompressedBy, compressionOf } from '../archive/compressed.ts';
import { readTar } from '../archive/untar/untar.ts';
import { ArchiveError } from '../archive/unpacking.ts';
import { FIELDS } from '../format/fields.ts';
import { SCRIPT_KINDS, type ScriptKind } from '../schema/scripts.ts';
import { parseChangelog } from '../stanza/changelog/parse.ts';
import { hashFile } from '../system/hash.ts';
import { type Control, parseControl, relationsOf, textFields } from './control_fields.ts';
import { DebContents } from './deb_contents.ts';
import type { ChangelogFacts, FileFacts, PackageFacts, ScriptFacts, TriggerFacts } from './package_facts.ts';

/** `path` is where the file is, and `name` what the user calls it. Throws an ArchiveError, or what a decompressor throws. */
export async function readDeb(file: FileHandle, path: string, name: string): Promise<PackageFacts> {
  const members = await readAr(file);
  if (members[0]?.name !== 'debian-binary') throw new ArchiveError('it is an ar archive, but not a deb');
  const part = async (stem: string): Promise<ArMember & { method: CompressedBy }> => {
    const found = members.find((member) => member.name === stem || member.name.startsWith(`${stem}.`));
    if (found === undefined) throw new ArchiveError(`it has no ${stem}`);
    return { ...found, method: await methodOf(file, found) };
  };
  const [control, data] = [await part('control.tar'), await part('data.tar')];
  const controls = new DebContents({ keeps: () => true });
  await readTar(control.method, { file: path, ...control }, controls);
  const text = (member: string): string => controls.kept.get(`/${member}`)?.toString() ?? '';
  const fields = parseControl(text('control'));
  const packageName = valueOf(fields, 'Package');
  const contents = new DebContents({ keeps: (at) => changelogsOf(packageName).includes(at) });
  await readTar(data.method, { file: path, ...data }, contents);
  const { size } = await file.stat();
  return {
    file: name,
    format: 'deb',
    name: packageName,
    version: valueOf(fields, 'Version'),
    architecture: valueOf(fields, 'Architecture'),
    fields: textFields(fields),
    relations: relationsOf(fields),
    files: marked(contents.files(), text('conffiles')),
    scripts: scriptsOf(controls.kept),
    triggers: triggersOf(text('triggers')),
    changelog: changelogIn(contents.kept, packageName),
    controlFiles: othersOf(controls.kept),
    archive: {
      size,
      sha256: await hashFile(path),
      compression: data.method,
      damages: wrongSums(text('md5sums'), contents.md5s),
    },
  };
}

async function methodOf(file: FileHandle, { start }: ArMember): Promise<CompressedBy> {
  const magic = Buffer.alloc(6);
  await file.read(magic, 0, magic.length, start);
  // Of LZMA, which dpkg wrote before xz. Its own header has no magic.
  if (magic[0] === 0x5d) throw new ArchiveError('it is compressed by lzma, which onepack does not read');
  return compressionOf(magic.toString('hex'));
}

function valueOf(control: Control, name: string): string {
  return control.find((field) => field.name.toLowerCase() === name.toLowerCase())?.value ?? '';
}

function marked(files: readonly FileFacts[], conffiles: string): FileFacts[] {
  const paths = new Set(conffiles.split('\n').map((line) => line.replace(/^remove-on-upgrade\s+/, '').trim()));
  return files.map((file) => (paths.has(file.path) ? { ...file, marks: ['config'] } : file));
}

const MEMBERS: ReadonlyMap<string, ScriptKind> = new Map(
  SCRIPT_KINDS.flatMap((kind) => {
    const member = FIELDS.find(({ key }) => key === kind)?.deb;
    return member === undefined || kind === 'templates' ? [] : [[member, kind] as const];
  }),
);

function scriptsOf(members: ReadonlyMap<string, Buffer>): ScriptFacts[] {
  return [...MEMBERS].flatMap(([member, kind]) => {
    const text = members.get(`/${member}`)?.toString();
    if (text === undefined) return [];
    return [{ kind, interpreter: /^#! *(.*?) *$/m.exec(text.split('\n', 1)[0] ?? '')?.[1] ?? '', text }];
  });
}

// https://manpages.debian.org/bookworm/dpkg-dev/deb-triggers.5.en.html
function triggersOf(text: string): TriggerFacts[] {
  return text.split('\n').flatMap((line) => {
    const [kind, ...on] = line.replace(/#.*/, '').trim().split(/\s+/);
    return kind === undefined || kind === '' ? [] : [{ kind, on }];
  });
}

function changelogsOf(name: string): string[] {
  return ['changelog.Debian.gz', 'changelog.gz'].map((file) => `/usr/share/doc/${name}/${file}`);
}

function changelogIn(kept: ReadonlyMap<string, Buffer>, name: string): ChangelogFacts[] {
  const packed = changelogsOf(name).flatMap((path) => kept.get(path) ?? [])[0];
  if (packed === undefined) return [];
  const text = unpacked(packed);
  return parseChangelog(text).entries.map(({ version, lines, maintainer, date }) => ({
    version,
    author: maintainer,
    date: new Date(date.seconds * 1000).toISOString().slice(0, 10),
    text: lines.join('\n'),
  }));
}

function unpacked(packed: Buffer): string {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_CHANGELOG }).toString();
  } catch {
    return '';
  }
}

/** In bytes. */
const MOST_CHANGELOG = 64 * 1024 * 1024;

const KNOWN = ['control', 'conffiles', 'md5sums', 'triggers'];

function othersOf(members: ReadonlyMap<string, Buffer>): { name: string; text: string }[] {
  return [...members].flatMap(([path, bytes]) => {
    const name = path.slice(1);
    return KNOWN.includes(name) || MEMBERS.has(name) ? [] : [{ name, text: bytes.toString() }];
  });
}

// https://manpages.debian.org/bookworm/dpkg-dev/deb-md5sums.5.en.html
function wrongSums(md5sums: string, md5s: ReadonlyMap<string, string>): string[] {
  return md5sums.split('\n').flatMap((line) => {
    const [, sum, path] = /^([0-9a-f]{32}) [ *](.*)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined) return [];
    const found = md5s.get(`/${path}`);
    if (found === undefined) return [`it lists /${path} in md5sums, but does not contain it`];
    return found === sum ? [] : [`the md5 of /${path} is ${found}, but md5sums says ${sum}`];
  });
}
