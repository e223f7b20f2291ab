/** Which files land where: the `contents` of one package in one format, as the plan has them. */
import { CONTENT_TAKES, type ContentConfig, type ContentType, LINK_TYPES } from '../config/content_schema.ts';
import type { KeyPath } from '../diagnostics.ts';
import type { Format } from '../format/format.ts';
import { globMistake } from './glob.ts';
import { reportHardLinks } from './hard_links.ts';
import type { Limits } from './limits.ts';
import { claimPath, type Owners } from './owners.ts';
import { readOrigin } from './origin.ts';
import { compareBytes, installedPathMistake } from './paths.ts';
import type { PlanContent } from './plan.ts';
import type { Reader } from './reader.ts';
import type { Scope } from './variables.ts';

export interface ContentsContext {
  readonly reader: Reader;
  readonly scope: Scope;
  readonly limits: Limits;
  readonly format: Format;
  readonly owners: Owners;
  /** Of the package. */
  readonly name: string;
}

/** An entry and where the config says it. */
export interface LocatedContent {
  readonly entry: ContentConfig;
  readonly path: KeyPath;
  /** Another key than `contents` brings it. */
  readonly isImplied?: boolean;
  /** What a file says that has no `src`. */
  readonly text?: string;
}

/** Sorted by `dst`; an entry with a problem, which is then reported, is left out. */
export function resolveContents(entries: readonly LocatedContent[], context: ContentsContext): PlanContent[] {
  const seen = new Map<string, PlanContent['type']>();
  const places = new Map<PlanContent, KeyPath>();
  const contents = entries.flatMap((located) => {
    const { entry, path: at, isImplied = false } = located;
    const content = resolveContent(located, context);
    if (content === undefined) return [];
    if (seen.has(content.dst)) {
      const message = `"${content.dst}" is twice in contents`;
      context.reader.report({ code: 'content-duplicate', message, path: [...at, 'dst'] });
    }
    seen.set(content.dst, content.type);
    places.set(content, at);
    const isWritten = !isImplied && !entry.dst.includes('${');
    claimPath(
      context.owners,
      { content, package: context.name, format: context.format, isWritten, path: at },
      context.reader,
    );
    return [content];
  });
  reportHardLinks(contents, places, context.reader);
  reportInsideFiles(contents, seen, places, context.reader);
  return contents.sort((left, right) => compareBytes(left.dst, right.dst));
}

function resolveContent({ entry, path, text }: LocatedContent, context: ContentsContext): PlanContent | undefined {
  const { reader, scope } = context;
  const type = entry.type ?? 'file';
  if (text === undefined && !takesItsKeys(entry, type, path, reader)) return undefined;
  const dst = readDst(entry.dst, [...path, 'dst'], context);
  const src = entry.src === undefined ? '' : reader.read(entry.src, [...path, 'src'], scope);
  const mode = entry.mode === undefined ? undefined : reader.read(entry.mode, [...path, 'mode'], scope);
  const owner = readOwner('owner', entry.owner, path, context);
  const group = readOwner('group', entry.group, path, context);
  if (dst === undefined || src === undefined || owner === undefined || group === undefined) return undefined;
  const mtime = entry.mtime === undefined ? undefined : readMtime(entry.mtime, [...path, 'mtime'], reader, scope);
  const owned = { dst, owner, group, ...(mtime === undefined ? {} : { mtime }) };
  if (type === 'dir') return { type, ...owned, mode: fourDigits(mode ?? '0755') };
  if (type === 'symlink') return { type, target: src, ...owned };
  if (type === 'hardlink') return { type, dst, target: src };
  if (type === 'ghost') {
    // dpkg knows only what it brings.
    return context.format === 'deb' ? undefined : { type, ...owned, mode: fourDigits(mode ?? '0644') };
  }
  if (text !== undefined) return { type: 'file', src: { text }, ...owned, mode: fourDigits(mode ?? '0644') };
  const origin = readOrigin(src, type === 'tree', [...path, 'src'], reader);
  if (origin === undefined) return undefined;
  const machine = entry.machine === 'any' ? { anyMachine: true } : {};
  if (type === 'tree') {
    const more = readTreeKeys(entry, path, reader, scope);
    return {
      type,
      src: origin,
      ...owned,
      ...machine,
      ...(mode === undefined ? {} : { mode: fourDigits(mode) }),
      ...more,
    };
  }
  const meaning = MEANINGS[context.format][type] ?? {};
  return { type: 'file', src: origin, ...owned, mode: fourDigits(mode ?? '0644'), ...meaning, ...machine };
}

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6, without parts of a second, which no package holds. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

function readMtime(written: string, path: KeyPath, reader: Reader, scope: Scope): number | undefined {
  const text = reader.read(written, path, scope);
  if (text === undefined) return undefined;
  const seconds = TIME.test(text) ? Date.parse(text) / 1000 : Number.NaN;
  // An rpm has 32 bits for it, and what fpm runs takes nothing before 1970.
  if (seconds > 0 && seconds < 2 ** 32) return seconds;
  const message = `a time is written \`2024-01-31T12:00:00Z\`, from 1970 to 2106, not "${text}"`;
  reader.report({ code: 'content-mtime', message, path });
  return undefined;
}

type TreeKeys = Pick<PlanContent & { type: 'tree' }, 'include' | 'exclude' | 'dirMode'>;

function readTreeKeys(entry: ContentConfig, path: KeyPath, reader: Reader, scope: Scope): TreeKeys {
  const keys: TreeKeys = {};
  const dirMode = entry.dirMode === undefined ? undefined : reader.read(entry.dirMode, [...path, 'dirMode'], scope);
  if (dirMode !== undefined) keys.dirMode = fourDigits(dirMode);
  for (const key of ['include', 'exclude'] as const) {
    const patterns = entry[key]?.map((pattern, index) => readGlob(pattern, [...path, key, index], reader, scope));
    if (patterns !== undefined) keys[key] = patterns.filter((pattern) => pattern !== undefined);
  }
  return keys;
}

function readGlob(written: string, path: KeyPath, reader: Reader, scope: Scope): string | undefined {
  const pattern = reader.read(written, path, scope);
  const message = pattern === undefined ? undefined : globMistake(pattern);
  if (message === undefined) return pattern;
  reader.report({ code: 'glob-syntax', message, path });
  return undefined;
}

type Meaning = Pick<PlanContent & { type: 'file' }, 'config' | 'mark'>;

const CONFIG: Readonly<Partial<Record<ContentType, Meaning>>> = {
  config: { config: 'replace' },
  'config|noreplace': { config: 'noreplace' },
  'config|missingok': { config: 'missingok' },
};

/** What a file is beyond its bytes. A deb knows conffiles alone. */
const MEANINGS: Readonly<Record<Format, typeof CONFIG>> = {
  deb: CONFIG,
  rpm: {
    ...CONFIG,
    doc: { mark: 'doc' },
    license: { mark: 'license' },
    licence: { mark: 'license' },
    readme: { mark: 'readme' },
  },
};

function fourDigits(mode: string): string {
  return Number.parseInt(mode, 8).toString(8).padStart(4, '0');
}

function takesItsKeys(entry: ContentConfig, type: ContentType, path: KeyPath, reader: Reader): boolean {
  const takes: readonly string[] = CONTENT_TAKES[type];
  const extra = CHECKED.filter((key) => entry[key] !== undefined && !takes.includes(key));
  for (const key of extra) {
    const message = `${article(type)} has no "${key}"`;
    reader.report({ code: 'content-key', message, path: [...path, key], atKey: true });
  }
  const isMissing = takes.includes('src') && (entry.src === undefined || entry.src === '');
  if (isMissing) {
    const message = `${article(type)} needs a "src": ${LINK_TYPES.includes(type) ? 'where it points' : 'what is installed there'}`;
    const hint = entry.type === undefined ? { hint: 'write `type: dir` for a directory' } : {};
    reader.report({ code: 'content-key', message, path, ...hint });
  }
  return extra.length === 0 && !isMissing;
}

const CHECKED = CONTENT_TAKES.tree;

function article(type: ContentType): string {
  return `a content of type ${type}`;
}

function readDst(written: string, path: KeyPath, { reader, scope, limits, name }: ContentsContext): string | undefined {
  const dst = reader.read(written, path, scope);
  if (dst === undefined) return undefined;
  const mistake = installedPathMistake(dst);
  const isTaken = dst === limits.takenPath?.replace('NAME', name);
  if (mistake !== undefined) reader.report({ code: 'content-path', path, ...mistake });
  if (isTaken) reader.report({ code: 'engine-limit', message: `"${dst}" is taken because ${limits.because}`, path });
  return mistake === undefined && !isTaken ? dst : undefined;
}

// What useradd takes (its manual page), which is also what the rpm spec can hold.
/** https://systemd.io/USER_NAMES/; a tar has room for no more. */
const LONGEST_OWNER = 31;
const OWNER = /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/;

function readOwner(key: 'owner' | 'group', written: string | undefined, path: KeyPath, context: ContentsContext) {
  const { reader, scope, limits } = context;
  if (written === undefined) return 'root';
  const at = [...path, key];
  const name = reader.read(written, at, scope);
  if (name === undefined) return undefined;
  if (!OWNER.test(name) || name.length > LONGEST_OWNER) {
    const message = `the ${key} must be a name of at most ${LONGEST_OWNER} letters, digits, "_", ".", "-", not "${name}"`;
    reader.report({ code: 'content-owner', message, path: at });
    return undefined;
  }
  if (limits.owners === undefined || limits.owners.includes(name)) return name;
  const message = `the ${key} can only be ${limits.owners.join(', ')}, because ${limits.because}`;
  reader.report({
    code: 'engine-limit',
    message,
    path: at,
    hint: `change the ${key} in postinstall, or leave it out here`,
  });
  return undefined;
}

// A file, or a link, cannot have anything below it.
function reportInsideFiles(
  contents: readonly PlanContent[],
  seen: ReadonlyMap<string, PlanContent['type']>,
  places: ReadonlyMap<PlanContent, KeyPath>,
  reader: Reader,
): void {
  for (const content of contents) {
    const { dst } = content;
    const parts = dst.split('/');
    for (let length = parts.length - 1; length > 1; length--) {
      const parent = parts.slice(0, length).join('/');
      const type = seen.get(parent);
      if (type === undefined || type === 'dir' || type === 'tree') continue;
      const message = `"${dst}" is below "${parent}", which is a ${type}`;
      reader.report({ code: 'content-inside-file', message, path: [...(places.get(content) ?? []), 'dst'] });
    }
  }
}
