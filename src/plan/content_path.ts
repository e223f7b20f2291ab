/** The path that an entry of `contents` installs something at. */
import { basename } from 'node:path/posix';
import { type ContentConfig, destinationOf, LINK_TYPES } from '../schema/contents.ts';
import type { Format } from '../format/format.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { Owners } from './conflicts.ts';
import type { Member } from './kept_apart.ts';
import type { Engine } from './limits.ts';
import { isNoPlaceForFile } from './base_folders.ts';
import { installedPathMistake } from './paths.ts';
import type { Resolver } from './resolver.ts';
import { expand, type Scope } from './variables.ts';

export interface ContentsContext {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly engine: Engine;
  readonly format: Format;
  readonly owners: Owners;
  /** The package. */
  readonly self: Member;
}

/** An entry and where the config says it. */
export interface LocatedContent {
  readonly entry: ContentConfig;
  readonly path: KeyPath;
  /** Another key than `contents` brings it. */
  readonly isImplied?: boolean;
  /** The package has it compressed. */
  readonly isCompressed?: boolean;
  /** What a file says that has no `src`. */
  readonly text?: string;
}

/** Undefined where there is none, which is then reported. */
export function resolveDst(located: LocatedContent, context: ContentsContext): string | undefined {
  const { entry, path: at } = located;
  const { resolver, scope, engine, self } = context;
  const path = [...at, 'dst'];
  const written = resolver.resolve(entry.dst, path, scope);
  // What is wrong with `src` is reported where that is resolved.
  const src = entry.src === undefined ? undefined : expand(entry.src, [], scope, () => undefined);
  if (written === undefined || (written.endsWith('/') && entry.src !== undefined && src === undefined))
    return undefined;
  const dst = destinationOf({ ...entry, dst: written, src });
  const { takenPath, because } = engine.limits;
  if (dst === takenPath?.replace('NAME', self.name)) {
    engine.report({ code: 'engine-limit', message: `"${dst}" is taken because ${because}`, path });
  }
  const mistake = entry.type === 'tree' && dst === '/' ? undefined : installedPathMistake(dst);
  if (mistake === undefined) {
    reportFolder(dst, src, located, context);
    return dst;
  }
  const hint = hintFor(dst, src, entry) ?? mistake.hint;
  // The right path is not what to write where a variable is a part of it.
  const isAsWritten = dst === entry.dst && hint !== undefined;
  resolver.report({ code: 'content-path', message: mistake.message, path, ...(isAsWritten ? { hint } : {}) });
  return undefined;
}

// `/usr/bin` for `/usr/bin/`.
function reportFolder(
  dst: string,
  src: string | undefined,
  { entry: { type = 'file' }, path: at }: LocatedContent,
  { resolver }: ContentsContext,
): void {
  const isFile = type !== 'dir' && type !== 'tree' && type !== 'ghost' && type !== 'symlink';
  if (!isFile || !isNoPlaceForFile(dst)) return;
  const message = `"${dst}" is a folder on every system: no file can be installed in its place`;
  const inside = destinationOf({ dst: `${dst}/`, src, type });
  const hint = inside.endsWith('/') ? undefined : `write "${dst}/" for "${inside}"`;
  resolver.report({ code: 'content-path', message, path: [...at, 'dst'], ...(hint === undefined ? {} : { hint }) });
}

// A link is hardly meant to take the place of the folder.
function hintFor(dst: string, src: string | undefined, { type = 'file' }: ContentConfig): string | undefined {
  const isInFolder =
    LINK_TYPES.includes(type) && src !== undefined && installedPathMistake(dst.slice(0, -1)) === undefined;
  return isInFolder && dst.endsWith('/') ? `write "${dst}${basename(src)}"` : undefined;
}

export type Installed = LocatedContent & { readonly dst: string };

/** The paths that `contents` install something at, for keys that speak of them. What is wrong with one is reported by `resolveDst`. */
export function installedPaths(contents: readonly LocatedContent[], scope: Scope): Installed[] {
  const quiet = (text: string): string | undefined => expand(text, [], scope, () => undefined);
  return contents.flatMap((located) => {
    const { dst: written, src, type } = located.entry;
    const dst = quiet(written);
    return dst === undefined ? [] : [{ ...located, dst: destinationOf({ dst, src: src && quiet(src), type }) }];
  });
}
