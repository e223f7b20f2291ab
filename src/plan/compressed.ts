/**
 * Files that a package has compressed, as `gzip -9n` does it: manual pages above all. Their names end in `.gz`, and so do those of links
 * to them.
 */
import { posix } from 'node:path';
import type { Format } from '../format/format.ts';
import { destinationOf } from '../schema/contents.ts';
import { type Installed, installedPaths, type LocatedContent } from './content_path.ts';
import type { Scope } from './variables.ts';
import { expand } from './variables.ts';

/** https://www.debian.org/doc/debian-policy/ch-docs.html#manual-pages */
const PAGE = /^\/usr\/share\/man\/(?:[^/]+\/)?man[0-9n][a-z]*\/[^/]+$/;
const IS_COMPRESSED = /\.(?:gz|bz2|xz|zst|lzma)$/;

/** The entries with the paths that they have compressed. */
export function withCompressed(entries: readonly LocatedContent[], scope: Scope, format: Format): LocatedContent[] {
  const files = new Set<string>();
  const renamed = entries.map((located): LocatedContent => {
    const [installed] = installedPaths([located], scope);
    if (installed === undefined || !isToCompress(installed, format)) return located;
    files.add(installed.dst);
    return { ...located, entry: { ...located.entry, dst: gzipped(destinationOf(located.entry)) }, isCompressed: true };
  });
  return files.size === 0 ? renamed : withLinks(renamed, files, scope);
}

function isToCompress({ entry, dst }: Installed, format: Format): boolean {
  if (IS_COMPRESSED.test(dst)) return false;
  if (entry.compress !== undefined) return entry.compress === 'gzip';
  return format === 'deb' && entry.type === 'doc' && PAGE.test(dst);
}

// A link may lead to another link.
function withLinks(entries: readonly LocatedContent[], files: Set<string>, scope: Scope): LocatedContent[] {
  const before = files.size;
  const renamed = entries.map((located): LocatedContent => {
    const { entry } = located;
    const [installed] = installedPaths([located], scope);
    const target = entry.src === undefined ? undefined : expand(entry.src, [], scope, () => undefined);
    if (installed === undefined || target === undefined || entry.src === undefined) return located;
    if (entry.type !== 'symlink' && entry.type !== 'hardlink') return located;
    if (!files.has(posix.resolve(posix.dirname(installed.dst), target))) return located;
    files.add(installed.dst);
    return { ...located, entry: { ...entry, src: gzipped(entry.src), dst: gzipped(entry.dst) } };
  });
  return files.size === before ? renamed : withLinks(renamed, files, scope);
}

function gzipped(path: string): string {
  return path.endsWith('.gz') ? path : `${path}.gz`;
}
