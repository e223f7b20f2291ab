/** Which files land where: the `contents` of one package in one format, as the plan has them. */
import { NO_CAPABILITIES } from '../format/capabilities.ts';
import type { ContentConfig, ContentType } from '../schema/contents.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { Format } from '../format/format.ts';
import { isWithin, TIME } from '../format/numbers.ts';
import { resolveCapabilities } from './capabilities.ts';
import { hasItsKeys, needsSrc } from './content_keys.ts';
import { globMistake } from './glob.ts';
import { reportHardLinks } from './hard_links.ts';
import { claimPath, ONE_OWNER_HINT } from './conflicts.ts';
import { resolveSrc } from './content_source.ts';
import { type ContentsContext, type LocatedContent, resolveDst } from './content_path.ts';
import { canonicalPath, compareBytes, foldersAbove } from './paths.ts';
import type { PlanContent } from './plan.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';

/** Where an entry lands, whatever else is wrong with it. */
interface Landing {
  readonly dst: string;
  readonly type: PlanContent['type'];
  /** Of the entry. */
  readonly path: KeyPath;
}

/** Sorted by `dst`; an entry with a problem, which is then reported, is left out. */
export function resolveContents(entries: readonly LocatedContent[], context: ContentsContext): PlanContent[] {
  const landings = new Map<string, Landing[]>();
  const places = new Map<PlanContent, KeyPath>();
  const contents = entries.flatMap((located) => {
    const { entry, path } = located;
    const dst = resolveDst(located, context);
    const content = resolveContent(located, dst, context);
    const type = planType(entry.type);
    // dpkg knows only what it brings.
    if (dst === undefined || (type === 'ghost' && context.format === 'deb')) return [];
    const landing = { dst, type, path };
    const key = canonicalPath(dst);
    reportOthersAt(landing, landings.get(key) ?? [], context);
    const earlier = landings.get(key) ?? [];
    earlier.push(landing);
    landings.set(key, earlier);
    if (content === undefined) return [];
    places.set(content, path);
    return [content];
  });
  reportHardLinks(contents, { places, isEntry: (dst) => landings.has(canonicalPath(dst)) }, context.resolver);
  reportInsideFiles(landings, context.resolver);
  return contents.sort((left, right) => compareBytes(left.dst, right.dst) || rank(left) - rank(right));
}

// What has an entry of its own comes after the tree that it is in, and says more about it.
function rank({ type }: PlanContent): number {
  return type === 'tree' ? 0 : 1;
}

function planType(type: ContentType = 'file'): PlanContent['type'] {
  return type === 'ghost' || type === 'dir' || type === 'symlink' || type === 'hardlink' || type === 'tree'
    ? type
    : 'file';
}

function reportOthersAt({ dst, type, path }: Landing, earlier: readonly Landing[], context: ContentsContext): void {
  const { self, format, owners, resolver } = context;
  const at = [...path, 'dst'];
  const other = earlier.find((one) => !canMerge(one.type, type));
  if (other !== undefined) {
    const spelled = other.dst === dst ? '' : `, once as "${other.dst}", which is the same place`;
    const message = `"${dst}" is twice in the contents of ${self.name}${spelled}`;
    resolver.report({ code: 'content-duplicate', message, path: at });
  }
  const message = claimPath(owners, { path: dst, type }, self, format);
  if (message !== undefined) resolver.report({ code: 'two-owners', message, path: at, hint: ONE_OWNER_HINT });
}

// Several trees may fill one folder, and an entry of its own may say more of that.
function canMerge(left: PlanContent['type'], right: PlanContent['type']): boolean {
  const both = [left, right];
  return both.includes('tree') && both.every((type) => type === 'tree' || type === 'dir');
}

function resolveContent(
  { entry, path, text, isCompressed }: LocatedContent,
  dst: string | undefined,
  context: ContentsContext,
): PlanContent | undefined {
  const { resolver, scope } = context;
  const type = entry.type ?? 'file';
  const isRight = text !== undefined || hasItsKeys(entry, path, resolver);
  const src = entry.src === undefined ? '' : resolver.resolve(entry.src, [...path, 'src'], scope);
  const mode = entry.mode === undefined ? undefined : resolver.resolve(entry.mode, [...path, 'mode'], scope);
  const owner = resolveOwner('owner', entry.owner, path, context);
  const group = resolveOwner('group', entry.group, path, context);
  const capabilities = resolveCapabilities(entry, path, resolver, scope);
  const mtime = entry.mtime === undefined ? undefined : resolveMtime(entry.mtime, [...path, 'mtime'], resolver, scope);
  if (entry.src !== undefined && src === '' && isRight) {
    resolver.report({ code: 'content-key', message: `${needsSrc(type)}, and it is empty`, path: [...path, 'src'] });
    return undefined;
  }
  if (!isRight || src === undefined) return undefined;
  const origin = isBrought(type, text) ? resolveSrc(src, type === 'tree', [...path, 'src'], resolver) : undefined;
  const treeKeys = type === 'tree' ? resolveTreeKeys(entry, path, resolver, scope) : {};
  if (dst === undefined || owner === undefined || group === undefined) return undefined;
  const owned = { dst, owner, group, ...(mtime === undefined ? {} : { mtime }) };
  if (type === 'dir') return { type, ...owned, mode: fourDigits(mode ?? '0755') };
  if (type === 'symlink') return { type, target: src, ...owned };
  if (type === 'hardlink') return { type, dst, target: src };
  if (type === 'ghost') return { type, ...owned, mode: fourDigits(mode ?? '0644') };
  if (text !== undefined) return { type: 'file', src: { text }, ...owned, mode: fourDigits(mode ?? '0644') };
  if (origin === undefined) return undefined;
  const machine = entry.machine === 'any' ? { anyMachine: true } : {};
  if (type === 'tree') {
    const ofFiles = mode === undefined ? {} : { mode: fourDigits(mode) };
    const none = capabilities === undefined ? {} : { capabilities: NO_CAPABILITIES };
    return {
      type,
      src: origin,
      ...owned,
      ...machine,
      ...none,
      ...ofFiles,
      ...treeKeys,
      ...resolveFileType(entry, path, context),
    };
  }
  if (context.format === 'deb' && CONFIG[type] !== undefined && /\s$/.test(dst)) {
    const message = `dpkg reads the path of a config file without the blank at its end, and this is "${dst}"`;
    resolver.report({ code: 'content-path', message, path: [...path, 'dst'] });
  }
  const meaning = {
    ...MEANINGS[context.format][type],
    ...(isCompressed === true ? { compress: 'gzip' as const } : {}),
  };
  const given = capabilities === undefined ? {} : { capabilities };
  return { type: 'file', src: origin, ...owned, mode: fourDigits(mode ?? '0644'), ...meaning, ...machine, ...given };
}

function resolveFileType({ fileType }: ContentConfig, path: KeyPath, { format, engine }: ContentsContext): Meaning {
  const meaning = fileType === undefined ? {} : (MEANINGS[format][fileType] ?? {});
  const { fileTypes } = engine.limits;
  if (fileTypes !== undefined && Object.keys(meaning).length > 0) {
    const message = `the files of a tree can only be plain files, because ${fileTypes}`;
    const hint = 'write an entry for each file, or pack with the native engine';
    engine.report({ code: 'engine-limit', message, path: [...path, 'fileType'], hint });
  }
  return meaning;
}

// Whether its `src` names a file or a folder that the package brings.
function isBrought(type: ContentType, text: string | undefined): boolean {
  return text === undefined && (planType(type) === 'file' || type === 'tree');
}

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6, without parts of a second, which no package holds. */
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

function resolveMtime(written: string, path: KeyPath, resolver: Resolver, scope: Scope): number | undefined {
  const text = resolver.resolve(written, path, scope);
  if (text === undefined) return undefined;
  const seconds = RFC3339.test(text) ? Date.parse(text) / 1000 : Number.NaN;
  if (isWithin(seconds, TIME)) return seconds;
  const message = `a time is written \`2024-01-31T12:00:00Z\`, from 1970 to 2106, not "${text}"`;
  resolver.report({ code: 'content-mtime', message, path });
  return undefined;
}

type TreeKeys = Pick<PlanContent & { type: 'tree' }, 'include' | 'exclude' | 'dirMode'>;

function resolveTreeKeys(entry: ContentConfig, path: KeyPath, resolver: Resolver, scope: Scope): TreeKeys {
  const keys: TreeKeys = {};
  const dirMode =
    entry.dirMode === undefined ? undefined : resolver.resolve(entry.dirMode, [...path, 'dirMode'], scope);
  if (dirMode !== undefined) keys.dirMode = fourDigits(dirMode);
  for (const key of ['include', 'exclude'] as const) {
    const patterns = entry[key]?.map((pattern, index) => resolveGlob(pattern, [...path, key, index], resolver, scope));
    if (patterns !== undefined) keys[key] = patterns.filter((pattern) => pattern !== undefined);
  }
  return keys;
}

function resolveGlob(written: string, path: KeyPath, resolver: Resolver, scope: Scope): string | undefined {
  const pattern = resolver.resolve(written, path, scope);
  const message = pattern === undefined ? undefined : globMistake(pattern);
  if (message === undefined) return pattern;
  resolver.report({ code: 'glob-syntax', message, path });
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

// What useradd takes (its manual page), which is also what the rpm spec can hold.
/** https://systemd.io/USER_NAMES/; a tar has room for no more. */
const LONGEST_OWNER = 31;
const OWNER = /^[A-Za-z_][A-Za-z0-9_.-]*\$?$/;

function resolveOwner(key: 'owner' | 'group', written: string | undefined, path: KeyPath, context: ContentsContext) {
  const { resolver, scope, engine } = context;
  const { owners, because } = engine.limits;
  if (written === undefined) return 'root';
  const at = [...path, key];
  const name = resolver.resolve(written, at, scope);
  if (name === undefined) return undefined;
  if (!OWNER.test(name) || name.length > LONGEST_OWNER) {
    const message = `the ${key} must be a name of at most ${LONGEST_OWNER} letters, digits, "_", ".", "-", not "${name}"`;
    resolver.report({ code: 'content-owner', message, path: at });
    return undefined;
  }
  if (owners?.includes(name) === false) {
    const message = `the ${key} can only be ${owners.join(', ')}, because ${because}`;
    const hint = `change the ${key} in postinstall, or leave it out here`;
    engine.report({ code: 'engine-limit', message, path: at, hint });
  }
  return name;
}

// A file, or a link, cannot have anything below it.
function reportInsideFiles(landings: ReadonlyMap<string, readonly Landing[]>, resolver: Resolver): void {
  const sound = new Set<string>();
  for (const [key, { dst, path }] of [...landings].flatMap(([key, all]) => all.map((one) => [key, one] as const))) {
    const folders = foldersAbove(key, sound);
    const wrong = folders.flatMap(
      (folder) => landings.get(folder)?.find(({ type }) => type !== 'dir' && type !== 'tree') ?? [],
    );
    if (wrong.length === 0) for (const folder of folders) sound.add(folder);
    for (const above of wrong) {
      const message = `"${dst}" is below "${above.dst}", which is a ${above.type}`;
      resolver.report({ code: 'content-inside-file', message, path: [...path, 'dst'] });
    }
  }
}
