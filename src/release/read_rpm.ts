/** Reads an rpm, whoever made it: lead, signature, header. https://rpm-software-management.github.io/rpm/manual/format_v4.html */
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { HEADER_INTRO, type Header, HeaderError, headerLength, readHeader } from '../engine/native/rpm/read_header.ts';
import { SIGNATURE_TAG, TAG } from '../engine/native/rpm/tags.ts';
import { chunksOf } from '../system/hash.ts';
import type { ArchiveFacts, ChangelogFacts, FieldFacts, PackageFacts } from './package_facts.ts';
import { fieldOf } from './fields.ts';
import { rpmFileFacts } from './rpm_files.ts';
import { rpmRelationFacts } from './rpm_relations.ts';
import { rpmScriptFacts, rpmTriggerFacts } from './rpm_scripts.ts';

export const RPM_MAGIC = Buffer.from('edabeedb', 'hex');

const LEAD = 96;
const PAYLOAD_DIGEST = 'sha256';

/** `path` is where the file is, and `name` what the user calls it. Throws a HeaderError. */
export async function readRpm(file: FileHandle, path: string, name: string): Promise<PackageFacts> {
  const signature = await headerAt(file, LEAD);
  const start = LEAD + Math.ceil(signature.header.length / 8) * 8;
  const { header, bytes } = await headerAt(file, start);
  const payload = start + header.length;
  // Only a binary package says which source it is from.
  const isSource = header.strings(TAG.SOURCERPM).length === 0;
  return {
    file: name,
    format: 'rpm',
    name: one(header, TAG.NAME),
    version: versionOf(header),
    architecture: isSource ? 'src' : one(header, TAG.ARCH),
    fields: fieldsOf(header),
    relations: rpmRelationFacts(header, versionOf(header)),
    files: rpmFileFacts(header),
    scripts: rpmScriptFacts(header),
    triggers: rpmTriggerFacts(header),
    changelog: changelogOf(header),
    controlFiles: [],
    archive: await archiveOf(path, { signature: signature.header, header, bytes, payload, start }),
  };
}

async function headerAt(file: FileHandle, position: number): Promise<{ header: Header; bytes: Buffer }> {
  const length = headerLength(await readAt(file, position, HEADER_INTRO));
  const bytes = await readAt(file, position, length);
  return { header: readHeader(bytes), bytes };
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat();
  if (position + length > size) throw new HeaderError('it ends within a header');
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, position);
  return bytes;
}

function one(header: Header, tag: number): string {
  return header.strings(tag)[0] ?? '';
}

function versionOf(header: Header): string {
  const epoch = header.numbers(TAG.EPOCH)[0];
  return `${epoch === undefined ? '' : `${epoch}:`}${one(header, TAG.VERSION)}-${one(header, TAG.RELEASE)}`;
}

/** The tags that describe a package, by the names that a spec or `rpm --querytags` has for them. */
const TEXTS: readonly (readonly [string, number])[] = [
  ['Summary', TAG.SUMMARY],
  ['Description', TAG.DESCRIPTION],
  ['License', TAG.LICENSE],
  ['Packager', TAG.PACKAGER],
  ['Vendor', TAG.VENDOR],
  ['Group', TAG.GROUP],
  ['URL', TAG.URL],
  ['BugURL', TAG.BUGURL],
  ['VCS', TAG.VCS],
  ['Distribution', TAG.DISTRIBUTION],
  ['DistTag', TAG.DISTTAG],
  ['ModularityLabel', TAG.MODULARITYLABEL],
  ['TranslationURL', TAG.TRANSLATIONURL],
  ['UpstreamReleases', TAG.UPSTREAMRELEASES],
  ['Prefixes', TAG.PREFIXES],
  ['OS', TAG.OS],
  ['Platform', TAG.PLATFORM],
  ['SourceRPM', TAG.SOURCERPM],
  ['BuildHost', TAG.BUILDHOST],
  ['RPMVersion', TAG.RPMVERSION],
  ['OptFlags', TAG.OPTFLAGS],
  ['Encoding', TAG.ENCODING],
];

function fieldsOf(header: Header): FieldFacts[] {
  const texts = TEXTS.flatMap(([name, tag]) => {
    const values = header.strings(tag);
    // Of one in several languages the first is the one that everybody sees.
    const value = tag === TAG.PREFIXES ? values.join(' ') : values[0];
    return value === undefined || values.length === 0 ? [] : [fieldOf('rpm', name, value)];
  });
  const [buildTime] = header.numbers(TAG.BUILDTIME);
  const [size] = [...header.numbers(TAG.LONGSIZE), ...header.numbers(TAG.SIZE)];
  return [
    ...texts,
    ...(buildTime === undefined ? [] : [fieldOf('rpm', 'BuildTime', timeText(buildTime))]),
    ...(size === undefined ? [] : [fieldOf('rpm', 'Size', String(size))]),
  ];
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

// `Jo Doe <jo@example.com> - 1.2.3-1` is how people write the author and the version.
function changelogOf(header: Header): ChangelogFacts[] {
  const [times, names, texts] = [TAG.CHANGELOGTIME, TAG.CHANGELOGNAME, TAG.CHANGELOGTEXT] as const;
  const lines = header.strings(texts);
  const authors = header.strings(names);
  return header.numbers(times).map((seconds, at) => {
    const [, author = '', version] = /^(.*?)(?:\s+-?\s*([^\s<>]+))?$/.exec(authors[at] ?? '') ?? [];
    const isVersion = version !== undefined && /\d/.test(version) && author !== '';
    return {
      ...(isVersion ? { version } : {}),
      author: isVersion ? author.replace(/\s+-$/, '') : (authors[at] ?? ''),
      date: timeText(seconds).slice(0, 10),
      text: lines[at] ?? '',
    };
  });
}

interface Parts {
  readonly signature: Header;
  readonly header: Header;
  readonly bytes: Buffer;
  /** Where the header and the payload begin. */
  readonly start: number;
  readonly payload: number;
}

async function archiveOf(path: string, parts: Parts): Promise<ArchiveFacts> {
  const { signature, header, bytes, start, payload } = parts;
  const whole = createHash('sha256');
  const rest = createHash(PAYLOAD_DIGEST);
  let size = 0;
  for await (const chunk of chunksOf(path)) {
    whole.update(chunk);
    if (size + chunk.length > payload) rest.update(chunk.subarray(Math.max(0, payload - size)));
    size += chunk.length;
  }
  const said = [
    ['sha256 of the header', signature.strings(SIGNATURE_TAG.SHA256)[0], digest('sha256', bytes)],
    ['sha1 of the header', signature.strings(SIGNATURE_TAG.SHA1)[0], digest('sha1', bytes)],
    ['size', sizeIn(signature), String(size - start)],
    [`${PAYLOAD_DIGEST} of the payload`, payloadDigest(header), rest.digest('hex')],
  ] as const;
  return {
    size,
    sha256: whole.digest('hex'),
    compression: one(header, TAG.PAYLOADCOMPRESSOR) || 'none',
    damages: said.flatMap(([what, written, found]) =>
      written === undefined || written === found ? [] : [`its ${what} is ${found}, but it says ${written}`],
    ),
  };
}

function digest(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

function sizeIn(signature: Header): string | undefined {
  const [size] = [...signature.numbers(SIGNATURE_TAG.LONGSIZE), ...signature.numbers(SIGNATURE_TAG.SIZE)];
  return size === undefined ? undefined : String(size);
}

// 8 is SHA-256: https://www.rfc-editor.org/rfc/rfc9580#section-9.5
function payloadDigest(header: Header): string | undefined {
  return header.numbers(TAG.PAYLOADDIGESTALGO)[0] === 8 ? header.strings(TAG.PAYLOADDIGEST)[0] : undefined;
}
