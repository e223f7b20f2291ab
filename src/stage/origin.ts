/** Where the bytes of a content are on this machine: a file, a folder, a member of an archive, unpacked once. */
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { closest } from 'fastest-levenshtein';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import { type FolderModes, extractArchive } from './archive.ts';
import { isLabel } from '../config/label.ts';
import { InputError } from '../errors.ts';
import type { Plan, PlanContent } from '../plan/plan.ts';
import type { PlanOrigin } from '../plan/plan_content.ts';
import { describeFailure, kindOf } from './copy.ts';
import type { SourceFiles } from './stage.ts';
import { ArchiveError } from './unpacking.ts';

export interface Origin {
  /** Absolute. */
  readonly path: string;
  /** As a person names it: `bin/amd64/kubectl`, `bridge in cni.tgz`. */
  readonly name: string;
  /** The unpacked archive that it lies in. Its modes are input; those of a checkout are the umask's. */
  readonly archive?: string;
  /** Of the archive's folders, by path from its top. */
  readonly folderModes?: FolderModes;
}

interface Unpacked {
  readonly folder: string;
  readonly folderModes: FolderModes;
}

type Located = PlanContent & { readonly type: 'file' | 'tree'; readonly src: PlanOrigin };

export interface Origins {
  /** Throws an InputError where it is not there. */
  locate(content: Located): Promise<Origin>;
}

/** For a file that is not there: nfpm takes a `src` for a pattern. */
export function patternHint(file: string): string | undefined {
  return /[*?[{]/.test(file) ? 'a `src` is a single path; for a pattern write `type: tree` with `include`' : undefined;
}

export function createOrigins(
  plan: Plan,
  options: { readonly sources: SourceFiles; readonly archives: string; readonly cwd: string },
): Origins {
  const unpacked = new Map<string, Promise<Unpacked>>();
  const fail = (content: PlanContent, code: ProblemCode, message: string, hint?: string): never => {
    const path = ['packages', plan.package, 'contents', content.dst];
    const place = `${plan.config}: ${plan.package}, ${plan.architecture}, ${plan.format}: ${message}`;
    throw new InputError([{ code, message: place, path, ...(hint === undefined ? {} : { hint }) }]);
  };

  async function locate(content: Located): Promise<Origin> {
    const { src } = content;
    if ('file' in src) {
      const path = resolve(options.cwd, src.file);
      const failure = await failureOf(path);
      if (failure === undefined) return { path, name: src.file };
      return fail(content, 'missing-file', `${src.file} ${failure}`, patternHint(src.file));
    }
    const { file, extract, isFetched } = sourceOf(src.source);
    const path = resolve(options.cwd, file);
    const failure = await failureOf(path);
    if (failure !== undefined && isLabel(file)) {
      const hint = `build it with Bazel, or name a file instead: --source=${src.source}=PATH`;
      return fail(content, 'missing-source', `${file} is built by Bazel, and no file is given for it`, hint);
    }
    if (failure !== undefined) {
      const bring = isFetched ? `\`npx onepack fetch --config=${plan.config}\`` : 'put it there';
      const hint = `${bring}, or name one: --source=${src.source}=PATH`;
      return fail(content, 'missing-source', `the file of the source "${src.source}", ${file}, ${failure}`, hint);
    }
    if (!extract) return { path, name: file };
    // A folder takes the place of its archive.
    const found = await stat(path);
    const isFolder = found.isDirectory();
    if (!isFolder && !found.isFile()) {
      return fail(content, 'not-a-file', `${file} is ${kindOf(found)}, not an archive`);
    }
    const opened = isFolder
      ? undefined
      : await unpack(src.source, path).catch((error: unknown) => {
          if (!(error instanceof ArchiveError)) throw error;
          return fail(content, 'bad-archive', `the archive ${file}: ${error.message}`);
        });
    const tree = opened?.folder ?? path;
    const archive = opened === undefined ? {} : { archive: tree, folderModes: opened.folderModes };
    if (src.member === undefined) return { path: tree, name: file, ...archive };
    const member = join(tree, src.member);
    if ((await failureOf(member)) === undefined) return { path: member, name: `${src.member} in ${file}`, ...archive };
    return fail(content, 'missing-member', `there is no "${src.member}" in ${file}`, await nearest(tree, src.member));
  }

  function sourceOf(name: string): { file: string; extract: boolean; isFetched: boolean } {
    const planned = plan.sources[name];
    const given = options.sources[name];
    const isFetched = given === undefined && planned?.isFetched === true;
    return { file: given ?? planned?.file ?? name, extract: planned?.extract ?? false, isFetched };
  }

  async function unpack(name: string, path: string): Promise<Unpacked> {
    const known = unpacked.get(name);
    if (known !== undefined) return known;
    const folder = join(options.archives, name);
    const unpacking = mkdir(folder)
      .then(() => extractArchive(path, folder))
      .then((folderModes) => ({ folder, folderModes }));
    unpacked.set(name, unpacking);
    return unpacking;
  }

  return { locate };
}

async function failureOf(path: string): Promise<string | undefined> {
  return stat(path).then(
    () => undefined,
    (error: unknown) => describeFailure(error),
  );
}

async function nearest(archive: string, member: string): Promise<string | undefined> {
  const names = await readdir(archive, { recursive: true });
  if (names.length === 0) return undefined;
  const shown = names.sort().slice(0, 8).join(', ');
  return `did you mean "${closest(member, names)}"? It has ${shown}${names.length > 8 ? ', …' : ''}`;
}
