/** Rules about `contents`: where files land and where they come from. */
import type { KeyPath } from '../diagnostics.ts';
import type { Format } from '../format/format.ts';
import { lookUp } from '../look_up.ts';
import type { Finding, Rule, RuleInput } from './rule.ts';
import { CONTENT_TAKES, type ContentConfig, type ContentType, LINK_TYPES } from './content_schema.ts';
import { isLabel, labelFindings } from './label.ts';
import { didYouMean } from './suggest.ts';

interface Entry {
  readonly format: Format;
  readonly owner: string;
  readonly content: ContentConfig;
  readonly type: ContentType;
  readonly path: KeyPath;
  /** Those that the package is built for. */
  readonly architectures: readonly string[];
}

function entriesOf({ byFormat }: RuleInput): Entry[] {
  return [...byFormat].flatMap(([format, { config }]) =>
    Object.entries(config.packages).flatMap(([owner, { contents = [], architectures = config.architectures }]) =>
      contents.map((content, index) => ({
        format,
        owner,
        content,
        type: content.type ?? 'file',
        path: ['packages', owner, 'contents', index],
        architectures,
      })),
    ),
  );
}

function destinations(input: RuleInput): Finding[] {
  return entriesOf(input).flatMap(({ content: { dst }, path, format }): Finding[] => {
    const mistake = mistakeInPath(dst);
    if (mistake === undefined) return [];
    // What a variable stands for is not known here, so neither is the right path.
    const hint = dst.includes('${') || normal(dst) === '/' ? undefined : `write "${normal(dst)}"`;
    return [{ code: 'content-path', message: mistake, path: [...path, 'dst'], format, hint }];
  });
}

function mistakeInPath(dst: string): string | undefined {
  if (!dst.startsWith('/')) return dst.startsWith('${') ? undefined : 'where a file lands is an absolute path';
  if (normal(dst) === '/') return 'a package cannot contain the root folder itself';
  if (/\/\.\.?(\/|$)/.test(dst)) return 'a path in a package cannot have `.` or `..` in it';
  if (dst.includes('//')) return 'a path in a package cannot have `//` in it';
  return dst.endsWith('/') ? 'a path in a package cannot end in `/`' : undefined;
}

function normal(dst: string): string {
  const steps: string[] = [];
  for (const step of dst.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

function onceInPackage(input: RuleInput): Finding[] {
  const seen = new Set<string>();
  return entriesOf(input).flatMap(({ format, owner, content: { dst }, path }): Finding[] => {
    const name = JSON.stringify([format, owner, dst]);
    const isSecond = seen.has(name);
    seen.add(name);
    const message = `"${dst}" is twice in the contents of ${owner}`;
    return isSecond ? [{ code: 'content-duplicate', message, path: [...path, 'dst'], format }] : [];
  });
}

/** Folders may be in many packages, and a ghost in many rpms; dpkg and rpm refuse a file that another package owns. */
function onceInSet(input: RuleInput): Finding[] {
  const owners = new Map<string, Entry[]>();
  return entriesOf(input).flatMap((entry): Finding[] => {
    const { format, content, type, path } = entry;
    if (type === 'ghost' && format === 'deb') return [];
    // Of the variables, this one alone has another value in another package for sure.
    const name = JSON.stringify([format, content.dst.replaceAll('${package}', entry.owner)]);
    const earlier = owners.get(name) ?? [];
    owners.set(name, [...earlier, entry]);
    const other = earlier.find(
      (first) => first.owner !== entry.owner && meet(first, entry) && !canShare(first.type, type),
    );
    if (other === undefined) return [];
    const message = `"${content.dst}" is already in ${other.owner}; only one ${format} can own it`;
    return [{ code: 'two-owners', message, path: [...path, 'dst'], format }];
  });
}

// Two trees would both bring the files of the folder.
function canShare(left: ContentType, right: ContentType): boolean {
  if (left === 'ghost' && right === 'ghost') return true;
  return isFolder(left) && isFolder(right) && (left === 'dir' || right === 'dir');
}

// Whether both can be on one machine.
function meet({ architectures: left }: Entry, { architectures: right }: Entry): boolean {
  return left.some((name) => right.includes(name) || name === 'all') || right.includes('all');
}

function isFolder(type: ContentType): boolean {
  return type === 'dir' || type === 'tree';
}

/** Each type has its own keys. */
function keys(input: RuleInput): Finding[] {
  return entriesOf(input).flatMap(({ content, type, path, format }): Finding[] => {
    const takes: readonly string[] = CONTENT_TAKES[type];
    const extra = Object.keys(content).filter((key) => !ALWAYS.includes(key) && !takes.includes(key));
    const found: Finding[] = extra.map((key) => ({
      code: 'content-key',
      message: `a \`${type}\` has no \`${key}\`; it has ${['dst', ...takes].join(', ')}`,
      path: [...path, key],
      atKey: true,
      format,
      hint: lookUp(EXTRA_HINTS, `${type} ${key}`),
    }));
    if (!takes.includes('src') || (content.src !== undefined && content.src !== '')) return found;
    const hint = content.type === undefined ? 'write `type: dir` for a directory' : undefined;
    const message = `a \`${type}\` needs the key \`src\``;
    const missed = `no item here has the \`dst\` \`${content.dst}\``;
    return [...found, { code: 'content-key', message, path, format, hint, missed }];
  });
}

const ALWAYS: readonly string[] = ['dst', 'type', 'only', 'overrides'];

const EXTRA_HINTS: Readonly<Record<string, string>> = {
  'dir src': 'type `tree` takes a whole folder along',
  'ghost src': 'the package does not bring a ghost: what runs later writes it',
  'hardlink mode': 'a hard link has the mode of the file that it is a name of',
  'symlink mode': 'a symlink has no mode of its own',
};

function knownSources(input: RuleInput): Finding[] {
  return entriesOf(input).flatMap(({ content: { src = '' }, type, path, format }): Finding[] => {
    const name = /^@([^/]*)/.exec(src)?.[1];
    if (isLabel(src) && !LINK_TYPES.includes(type) && !input.sources.includes(name ?? '')) {
      return labelFindings(src, [...path, 'src']).map((finding) => ({ ...finding, format }));
    }
    if (name === undefined || LINK_TYPES.includes(type) || name.includes('${') || input.sources.includes(name))
      return [];
    const list = input.sources.length === 0 ? 'there are no sources' : `there is ${input.sources.join(', ')}`;
    const hint = didYouMean(name, input.sources);
    return [
      {
        code: 'unknown-source',
        message: `there is no source "${name}"; ${list}`,
        path: [...path, 'src'],
        format,
        hint,
      },
    ];
  });
}

export const contentRules: readonly Rule[] = [destinations, onceInPackage, onceInSet, keys, knownSources];
