/** What the staged tree cannot say about files and folders, as flags of fpm and edits of its files. */
import { lookUp } from '../../system/look_up.ts';
import { hasCapabilities } from '../../plan/capabilities.ts';
import { foldersOf, isBelow, parentsOf } from '../../plan/paths.ts';
import { basePatterns } from '../../plan/base_folders.ts';
import type { Plan, PlanContent } from '../../plan/plan.ts';
import type { FpmArgument } from './arguments.ts';

export function contentArguments(plan: Plan): FpmArgument[] {
  return plan.contents.flatMap((content) =>
    plan.format === 'deb' ? debArguments(content) : rpmArguments(content, plan.contents),
  );
}

/** Lines of sed that edit the `%files` section of a spec. */
export function contentEdits(plan: Plan): string[] {
  if (plan.format === 'deb') return [];
  const strangers = plan.contents.filter((content) => content.type === 'tree').filter((content) => !isRoots(content));
  return [
    ...foldersBetween(plan).map((path) => `/^%dir ${pattern(path)}$/d`),
    ...baseFolders(plan).map((path) => `/^%dir ${path}$/d`),
    ...strangers.map(({ dst, owner, group }) => {
      const paths = dst === '/' ? '/.*' : `${folderPattern(dst)}\\(/.*\\)\\{0,1\\}`;
      return `${FILES}s#^\\(%dir \\)\\{0,1\\}${paths}$#%attr(-,${owner},${group}) &#`;
    }),
    ...plan.contents.flatMap((content) => {
      const directives = directivesOf(content, plan.contents);
      if (directives.length === 0) return [];
      return [`${FILES}s#^%attr([^)]*) ${pattern(content.dst)}$#${directives.join(' ')} &#`];
    }),
  ];
}

/** Matches the lines of a spec that list files. */
const FILES = '/^%files$/,/^%changelog$/';

// Attributes before a path in a spec for which fpm has no flag.
// https://rpm-software-management.github.io/rpm/manual/spec.html#virtual-file-attributes
function directivesOf(content: PlanContent, contents: readonly PlanContent[]): string[] {
  if (content.type === 'ghost') return ['%ghost'];
  // Both names of a file must say the same of it.
  const file = content.type === 'hardlink' ? contents.find(({ dst }) => dst === content.target) : content;
  if (file?.type !== 'file') return [];
  const capabilities = hasCapabilities(file) ? [`%caps(${file.capabilities})`] : [];
  return content.type === 'file' ? [...capabilities, ...meaningOf(content)] : capabilities;
}

function meaningOf({ mark, config }: PlanContent & { type: 'file' }): string[] {
  if (mark !== undefined) return [`%${mark}`];
  return config === undefined ? [] : CONFIG_DIRECTIVES[config];
}

const CONFIG_DIRECTIVES = {
  replace: ['%config'],
  missingok: ['%config(missingok)'],
  // fpm writes it itself.
  noreplace: [],
};

// In fpm's deb every file belongs to root, and modes are those on disk.
function debArguments(content: PlanContent): FpmArgument[] {
  return content.type === 'file' && content.config !== undefined ? [['--config-files', content.dst]] : [];
}

function rpmArguments(content: PlanContent, contents: readonly PlanContent[]): FpmArgument[] {
  const { dst } = content;
  switch (content.type) {
    case 'file':
      if (content.config === 'noreplace') return [['--config-files', dst], attribute(content.mode, content, dst)];
      return [attribute(content.mode, content, dst)];
    case 'ghost':
      return [attribute(content.mode, content, dst)];
    case 'dir':
      return [['--directories', dst], attribute(content.mode, content, dst)];
    case 'symlink':
      return [attribute('-', content, dst)];
    case 'hardlink':
      return linkArguments(content, contents);
    case 'tree':
      return [['--directories', dst]];
  }
}

// Both names of a hard-linked file must have the same attributes.
function linkArguments(
  { dst, target }: PlanContent & { type: 'hardlink' },
  contents: readonly PlanContent[],
): FpmArgument[] {
  const file = contents.find((content) => content.dst === target);
  if (file?.type === 'file') return [attribute(file.mode, file, dst)];
  const trees = contents.filter((content) => content.type === 'tree').filter((tree) => isBelow(target, tree.dst));
  return trees.slice(-1).map((tree) => attribute('-', tree, dst));
}

function attribute(mode: string, { owner, group }: Owned, path: string): FpmArgument {
  return ['--rpm-attr', `${mode},${owner},${group}:${specName(path)}`];
}

type Owned = { readonly owner: string; readonly group: string };

/**
 * `--directories` adds every folder below one. The package must not own folders that only lead to its contents, because other packages may
 * own them; it does own the folders of a tree.
 */
function foldersBetween({ contents }: Plan): string[] {
  const isOwned = ({ type }: PlanContent): boolean => type === 'dir' || type === 'tree';
  const owned = new Set(contents.filter(isOwned).map(({ dst }) => dst));
  const trees = new Set(contents.filter(({ type }) => type === 'tree').map(({ dst }) => dst));
  const isIn = (folders: ReadonlySet<string>, path: string): boolean =>
    ['/', ...parentsOf(path)].some((folder) => folders.has(folder));
  return [...foldersOf(contents.map(({ dst }) => dst))]
    .filter((path) => !owned.has(path) && isIn(owned, path) && !isIn(trees, path))
    .sort();
}

// `--directories` takes those that a tree passes through, too.
function baseFolders({ contents }: Plan): string[] {
  const own = contents.filter(({ type }) => type === 'dir').map(({ dst }) => pattern(dst));
  const trees = contents.filter(({ type }) => type === 'tree').map(({ dst }) => dst);
  const all = trees.flatMap((dst) => [...(dst === '/' ? ['/'] : []), ...basePatterns(dst)]);
  return [...new Set(all.map((path) => path.replaceAll('/', '\\/')))].filter((path) => !own.includes(path));
}

function isRoots({ owner, group }: Owned): boolean {
  return owner === 'root' && group === 'root';
}

// fpm rewrites names for the spec before it looks up their attributes, so the flag must have the rewritten name.
function specName(path: string): string {
  if (!/[ \t*?%${}[\]]/.test(path)) return path;
  return path.replace(/[ \t*?%${}[\]'"\\]/g, (character) => lookUp(SPEC_CHARACTERS, character) ?? character);
}

const SPEC_CHARACTERS: Readonly<Record<string, string>> = {
  ' ': '?',
  '\t': '?',
  '%': '[%]',
  $: '[$]',
  '?': '[?]',
  '*': '[*]',
  '[': '[\\[]',
  ']': '[\\]]',
  '{': '?',
  '}': '?',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\\\\\',
};

// As `pattern`, for the beginning of a path. fpm escapes a quote only if the path has one of certain other characters, which may be in
// the rest of it.
function folderPattern(path: string): string {
  const isRewritten = specName(path) !== path;
  return isRewritten ? pattern(path) : pattern(path).replace(/['"]/g, '\\\\\\{0,1\\}$&');
}

// A basic regular expression that matches the path as it is in the spec, for sed with `#` and `/` as delimiters.
function pattern(path: string): string {
  return specName(path).replace(/[\\.*[\]^$/#]/g, '\\$&');
}

/* Modes and times that fpm loses on the way from root/ to the package: shell commands that set them again. */

/** Whether anything has a time of its own: then all times are taken from the tree. */
export function hasOwnTimes({ contents }: Plan): boolean {
  return contents.some((content) => content.type !== 'hardlink' && content.mtime !== undefined);
}

/**
 * Commands that run after the spec, `$1`, has been edited. By then fpm has copied the tree to BUILD and made each folder anew with mode
 * 0755, so rpmbuild would find wrong modes. In a deb, fpm keeps modes.
 */
export function attributeCommands(plan: Plan): string[] {
  const isTimed = hasOwnTimes(plan);
  if (plan.format === 'deb' || (!isTimed && !plan.contents.some(({ type }) => type === 'tree'))) return [];
  return [
    'build=${1%/SPECS/*}/BUILD',
    'cd root',
    'find . -type d -exec chmod --reference={} "$build/{}" \\;',
    ...(isTimed ? ['find . -depth -exec touch --no-dereference --reference={} "$build/{}" \\;'] : []),
  ];
}
