/** Files and folders, as flags of fpm. The tree itself is staged; this is what a tree on disk cannot say. */
import { lookUp } from '../../system/look_up.ts';
import { parentsOf } from '../../plan/paths.ts';
import type { Plan, PlanContent } from '../../plan/plan.ts';
import type { FpmArgument } from './arguments.ts';

export function contentArguments(plan: Plan): FpmArgument[] {
  return plan.contents.flatMap((content) =>
    plan.format === 'deb' ? debArguments(content) : rpmArguments(content, plan.contents),
  );
}

/** Lines of sed for the `%files` of a spec. */
export function contentEdits(plan: Plan): string[] {
  if (plan.format === 'deb') return [];
  const strangers = plan.contents.filter((content) => content.type === 'tree').filter((content) => !isRoots(content));
  return [
    ...foldersBetween(plan).map((path) => `/^%dir ${pattern(path)}$/d`),
    ...strangers.map(({ dst, owner, group }) => {
      const paths = `${folderPattern(dst)}\\(/.*\\)\\{0,1\\}`;
      return `${FILES}s#^\\(%dir \\)\\{0,1\\}${paths}$#%attr(-,${owner},${group}) &#`;
    }),
    ...plan.contents.flatMap((content) => {
      const directive = directiveOf(content);
      return directive === undefined ? [] : [`${FILES}s#^%attr([^)]*) ${pattern(content.dst)}$#${directive} &#`];
    }),
  ];
}

/** The lines of a spec that list files. */
const FILES = '/^%files$/,/^%changelog$/';

// What stands before a path in a spec, and fpm has no flag for.
// https://rpm-software-management.github.io/rpm/manual/spec.html#virtual-file-attributes
function directiveOf(content: PlanContent): string | undefined {
  if (content.type === 'ghost') return '%ghost';
  if (content.type !== 'file') return undefined;
  if (content.mark !== undefined) return `%${content.mark}`;
  return content.config === undefined ? undefined : CONFIG_DIRECTIVES[content.config];
}

const CONFIG_DIRECTIVES = { replace: '%config', missingok: '%config(missingok)', noreplace: undefined } as const;

// Owners of a deb's files are root; modes are those on disk.
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

// Both names of a file must say the same of it.
function linkArguments(
  { dst, target }: PlanContent & { type: 'hardlink' },
  contents: readonly PlanContent[],
): FpmArgument[] {
  const file = contents.find((content) => content.dst === target);
  if (file?.type === 'file') return [attribute(file.mode, file, dst)];
  const trees = contents
    .filter((content) => content.type === 'tree')
    .filter((tree) => target.startsWith(`${tree.dst}/`));
  return trees.slice(-1).map((tree) => attribute('-', tree, dst));
}

function attribute(mode: string, { owner, group }: Owned, path: string): FpmArgument {
  return ['--rpm-attr', `${mode},${owner},${group}:${specName(path)}`];
}

type Owned = { readonly owner: string; readonly group: string };

/**
 * `--directories` takes every folder below. Those that only lead to a content are not the package's: they may be another's.
 * The folders of a tree are.
 */
function foldersBetween({ contents }: Plan): string[] {
  const owned = contents.filter(({ type }) => type === 'dir' || type === 'tree').map(({ dst }) => dst);
  const trees = contents.filter(({ type }) => type === 'tree').map(({ dst }) => dst);
  const between = contents
    .flatMap(({ dst }) => parentsOf(dst))
    .filter((path) => !owned.includes(path))
    .filter((path) => owned.some((folder) => path.startsWith(`${folder}/`)))
    .filter((path) => !trees.some((folder) => path.startsWith(`${folder}/`)));
  return [...new Set(between)].sort();
}

function isRoots({ owner, group }: Owned): boolean {
  return owner === 'root' && group === 'root';
}

// fpm rewrites names for the spec before it looks their attributes up, so it must be asked for the rewritten one.
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

// As `pattern`, where more of the path follows: fpm puts a backslash before a quote only beside one of the other characters, which
// may be in what follows.
function folderPattern(path: string): string {
  const isRewritten = specName(path) !== path;
  return isRewritten ? pattern(path) : pattern(path).replace(/['"]/g, '\\\\\\{0,1\\}$&');
}

// A basic regular expression that matches the path as the spec has it, with `#` and `/` for delimiters of sed.
function pattern(path: string): string {
  return specName(path).replace(/[\\.*[\]^$/#]/g, '\\$&');
}

/* Modes and times that fpm loses on the way from root/ to the package: shell commands that set them again. */

/** Whether anything has a time of its own: then every time is that of root/. */
export function hasOwnTimes({ contents }: Plan): boolean {
  return contents.some((content) => content.type !== 'hardlink' && content.mtime !== undefined);
}

/**
 * What follows the edit of a spec, whose path is `$1`. rpmbuild then finds the tree in BUILD, where fpm has made each folder
 * anew: 0755. In a deb, fpm keeps modes.
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
