/** Files and folders, as flags of fpm. The tree itself is staged; this is what a tree on disk cannot say. */
import { posix } from 'node:path';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { FpmArgument } from './fpm_argument.ts';

export function contentArguments(plan: Plan): FpmArgument[] {
  return plan.contents.flatMap((content) => (plan.format === 'deb' ? debArguments(content) : rpmArguments(content)));
}

/** Lines of sed for the `%files` of a spec. */
export function contentEdits(plan: Plan): string[] {
  if (plan.format === 'deb') return [];
  const strangers = plan.contents.filter((content) => content.type === 'tree' && !isRoots(content));
  return [
    ...foldersBetween(plan).map((path) => `/^%dir ${pattern(path)}$/d`),
    ...strangers.map(({ dst, owner, group }) => {
      const paths = `${pattern(dst)}\\(/.*\\)\\{0,1\\}`;
      return `/^%files$/,/^%changelog$/s#^\\(%dir \\)\\{0,1\\}${paths}$#%attr(-,${owner},${group}) &#`;
    }),
  ];
}

// Owners of a deb's files are root; modes are those on disk.
function debArguments(content: PlanContent): FpmArgument[] {
  return content.type === 'file' && content.config !== undefined ? [['--config-files', content.dst]] : [];
}

function rpmArguments(content: PlanContent): FpmArgument[] {
  const { dst, owner, group } = content;
  switch (content.type) {
    case 'file':
      if (content.config === 'noreplace') {
        return [['--config-files', dst], attribute(`${content.mode},${owner},${group}`, dst)];
      }
      // What stands before the first colon goes into `%attr(…)` as it is: so `%config` comes in, which fpm has no flag for.
      return [attribute(`${content.mode},${owner},${group}${content.config === 'replace' ? ') %config(' : ''}`, dst)];
    case 'dir':
      return [['--directories', dst], attribute(`${content.mode},${owner},${group}`, dst)];
    case 'symlink':
      return [attribute(`-,${owner},${group}`, dst)];
    case 'tree':
      return [['--directories', dst]];
  }
}

function attribute(text: string, path: string): FpmArgument {
  return ['--rpm-attr', `${text}:${specName(path)}`];
}

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

function parentsOf(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === '/' ? [] : [...parentsOf(parent), parent];
}

function isRoots({ owner, group }: PlanContent): boolean {
  return owner === 'root' && group === 'root';
}

// fpm rewrites names for the spec before it looks their attributes up, so it must be asked for the rewritten one.
function specName(path: string): string {
  if (!/[ \t*?%${}[\]]/.test(path)) return path;
  return path.replace(/[ \t*?%${}[\]'"\\]/g, (character) => SPEC_CHARACTERS[character] ?? character);
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

// A basic regular expression that matches the path as the spec has it, with `#` and `/` for delimiters of sed.
function pattern(path: string): string {
  return specName(path).replace(/[\\.*[\]^$/#]/g, '\\$&');
}
