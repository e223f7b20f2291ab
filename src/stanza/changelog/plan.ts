/** `changelog`: the path of the file, which read.ts reads when a package is packed or checked. */
import type { KeyPath } from '../../problems/problem.ts';
import { resolvePath } from '../../plan/paths.ts';
import type { ResolvedStanza, StanzaContext } from '../stanza.ts';

export function resolveChangelog(
  written: string,
  path: KeyPath,
  { resolver, scope }: StanzaContext,
): ResolvedStanza<string> | undefined {
  const file = resolver.resolve(written, path, scope);
  return file === undefined ? undefined : { value: resolvePath(resolver.located.folderOf(path), file) };
}

export function changelogFiles(file: string): readonly string[] {
  return [file];
}
