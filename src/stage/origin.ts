/** Finds the bytes of a content on this machine: a file, a folder, or a member of an archive. */
import { join, resolve } from 'node:path';
import { didYouMeanOf } from '../problems/suggest.ts';
import { lookUp } from '../system/look_up.ts';
import type { Problem } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import { type ArchiveEntries, findMember, MOST_LINKS, type Member, type NoMember } from '../archive/archive_entries.ts';
import { isLabel } from '../bazel/label.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { PlanSrc } from '../plan/plan_content.ts';
import { describeFailure, fail } from './failure.ts';
import type { LaidOut } from './folder_items.ts';
import { realPlace, type RecordedLinks, recordedBelow } from './recorded_links.ts';
import type { RunFiles, RunInputs } from './run_inputs.ts';
import { ArchiveError } from '../archive/unpacking.ts';

export type Origin = {
  /** What messages call it: `bin/amd64/kubectl`, `bridge in cni.tgz`. */
  readonly name: string;
} & (
  | {
      /** The absolute path. */
      readonly path: string;
      readonly laidOut?: LaidOut | undefined;
    }
  | { readonly archive: ArchiveEntries; readonly member: Member }
);

type Located = PlanContent & { readonly type: 'file' | 'tree'; readonly src: PlanSrc };

/** Paths of sources by name; any other source is where the plan says. */
export type SourceFiles = Readonly<Record<string, string>>;

export interface Origins {
  /** Throws an InputError if it does not exist. */
  locate(content: Located): Promise<Origin>;
}

/** A hint for a missing file: nfpm would take the `src` for a pattern. */
export function patternHint(file: string): string | undefined {
  return /[*?[{]/.test(file) ? 'a `src` is a single path; for a pattern write `type: tree` with `include`' : undefined;
}

export function createOrigins(
  plan: Plan,
  options: {
    readonly sources: SourceFiles;
    readonly inputs: RunInputs;
    readonly cwd: string;
    readonly links: RecordedLinks;
  },
): Origins {
  const { cwd, inputs, links } = options;

  async function locate(content: Located): Promise<Origin> {
    const { src } = content;
    const stop = (code: ProblemCode, message: string, hint?: string): never =>
      fail({ plan, content }, code, message, hint);
    if ('file' in src) return locateFile(src.file, content.type, stop);
    const missing = missingSource(src.source, plan, options, inputs);
    if (missing !== undefined) return stop(missing.code, missing.message, missing.hint);
    const { file, extract } = sourceOf(src.source, plan, options.sources);
    const path = resolve(cwd, file);
    const found = inputs.look(path);
    // A folder stands in for an archive.
    if (!extract || found.isFolder) return locateInFolder(path, file, src.member, stop);
    if (!found.isFile) return stop('not-a-file', `${file} is ${found.kind}, not an archive`);
    const archive = await inputs.open(path).catch((error: unknown) => {
      if (!(error instanceof ArchiveError)) throw error;
      return stop('bad-archive', `the archive ${file}: ${error.message}`);
    });
    return locateInArchive(archive, file, src.member, stop);
  }

  function locateFile(file: string, type: 'file' | 'tree', stop: Stop): Origin {
    const path = resolve(cwd, file);
    const recorded = recordedBelow(links, path);
    const laidOut = recorded === undefined ? undefined : { recorded, cwd, hint: UPDATE };
    const failure = failureOf(inputs, path);
    // Bazel does not make a folder that contains only links.
    if (failure === undefined || (type === 'tree' && recorded !== undefined && recorded.size > 0)) {
      return { path, name: file, laidOut };
    }
    return stop('missing-file', `${file} ${failure}`, patternHint(file));
  }

  async function locateInFolder(path: string, file: string, member: string | undefined, stop: Stop): Promise<Origin> {
    const laidOut = links === undefined ? undefined : { recorded: new Map<string, string>(), cwd, hint: BUILT };
    if (member === undefined) return { path, name: file, laidOut };
    const name = `${member} in ${file}`;
    if (failureOf(inputs, join(path, member)) !== undefined) {
      const items = await inputs.list(path, laidOut).catch(() => undefined);
      const hint = items === undefined ? undefined : didYouMeanOf(member, items.map(pathOf));
      return stop('missing-member', `there is no "${member}" in ${file}`, hint);
    }
    const place = realPlace(path, member, laidOut?.cwd);
    if (place !== undefined && !isBelow(place.root, place.real)) {
      return stop('link-outside', `${name} leads by a link to ${place.real}, outside of ${file}`, OUTSIDE);
    }
    return { path: laidOut === undefined && place !== undefined ? place.real : join(path, member), name, laidOut };
  }

  return { locate };
}

/** Why the file of a source cannot be read, and how to get it; undefined if it can be read. */
export function missingSource(
  name: string,
  plan: Plan,
  { sources, cwd }: { readonly sources: SourceFiles; readonly cwd: string },
  files: RunFiles,
): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  const { file, isFetched } = sourceOf(name, plan, sources);
  const failure = failureOf(files, resolve(cwd, file));
  if (failure === undefined) return undefined;
  const code = 'missing-source';
  if (isLabel(file)) {
    const hint = `build it with Bazel, or name a file instead: --source=${name}=PATH`;
    return { code, message: `${file} is built by Bazel, and no file is given for it`, hint };
  }
  const bring = isFetched ? `\`npx onepack fetch --config=${plan.config}\`` : 'put it there';
  const hint = `${bring}, or name one: --source=${name}=PATH`;
  return { code, message: `the file of the source "${name}", ${file}, ${failure}`, hint };
}

function sourceOf(
  name: string,
  plan: Plan,
  sources: SourceFiles,
): { file: string; extract: boolean; isFetched: boolean } {
  const planned = lookUp(plan.sources, name);
  const given = lookUp(sources, name);
  const isFetched = given === undefined && planned?.isFetched === true;
  return { file: given ?? planned?.file ?? name, extract: planned?.extract ?? false, isFetched };
}

type Stop = (code: ProblemCode, message: string, hint?: string) => never;

const UPDATE = 'BUILD.bazel does not have this link yet: run its `update` target';
const BUILT = 'Bazel hands a link over as a file: give a tar archive, or write the link into `contents` as a `symlink`';
const OUTSIDE = 'name what it leads to as a `src` of its own, or write the link into `contents` as a `symlink`';

function locateInArchive(archive: ArchiveEntries, file: string, path: string | undefined, stop: Stop): Origin {
  const member = findMember(archive, path ?? '');
  if (!('why' in member)) return { name: path === undefined ? file : `${path} in ${file}`, archive, member };
  const { why, link } = member;
  if (link === undefined) {
    const names = [...archive.keys()].filter((name) => name !== '');
    return stop('missing-member', `there is no "${path}" in ${file}`, didYouMeanOf(path ?? '', names));
  }
  const [code, where] = WHERE[why];
  const asked = link.path === path ? '' : `"${path}" in ${file} is behind the link "${link.path}": `;
  return stop(code, `${asked}"${link.path}" in ${file} is a link to "${link.target}", ${where}`, OUTSIDE);
}

const WHERE: Readonly<Record<NoMember['why'], readonly [ProblemCode, string]>> = {
  far: ['missing-member', `which is the last of ${MOST_LINKS} links that lead to each other: a circle, or too many`],
  missing: ['missing-member', 'which is not in it'],
  outside: ['link-outside', 'outside of it'],
};

function isBelow(root: string, path: string): boolean {
  return path === root || path.startsWith(root === '/' ? root : `${root}/`);
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

function failureOf(files: RunFiles, path: string): string | undefined {
  try {
    files.look(path);
    return undefined;
  } catch (error) {
    return describeFailure(error);
  }
}
