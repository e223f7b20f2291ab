/** What a package consists of once its trees are opened: one entry for each path that it owns. */
import type { PlanContent } from '../plan/plan.ts';

interface Owned {
  /** In the installed system; absolute and normal. */
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  /** Seconds since the epoch. */
  readonly mtime: number;
}

type File = PlanContent & { readonly type: 'file' };

export type FileEntry = Owned & {
  readonly kind: 'file';
  readonly mode: number;
  /** On this machine, absolute. */
  readonly from: string;
  /** Of the file that was looked at, so that no other is read; absent where nobody else writes. */
  readonly fingerprint?: string | undefined;
  /** As a person names it: `bridge in cni.tgz`. */
  readonly name: string;
  /** Its path in the archive that it is from. */
  readonly member?: string;
  /** The entry of the contents that brought it. */
  readonly content: PlanContent & { readonly type: 'file' | 'tree' };
  /** As cap_to_text(3) writes them; absent where it has none. */
  readonly capabilities?: string;
} & Pick<File, 'config' | 'mark'>;

export type FolderEntry = Owned & { readonly kind: 'folder'; readonly mode: number };
export type SymlinkEntry = Owned & { readonly kind: 'symlink'; readonly target: string };
export type GhostEntry = Owned & { readonly kind: 'ghost'; readonly mode: number };
/** Another name of a file entry, and all that that is. */
export interface HardLinkEntry {
  readonly kind: 'hardlink';
  readonly path: string;
  readonly file: FileEntry;
}

export type Entry = FileEntry | FolderEntry | SymlinkEntry | GhostEntry | HardLinkEntry;

/** When what a content brings was last changed, in seconds since the epoch. */
export interface Times {
  of(content: PlanContent): number;
}

export function timesOf({ sourceDateEpoch }: { readonly sourceDateEpoch: number }): Times {
  return { of: (content) => ('mtime' in content ? content.mtime : undefined) ?? sourceDateEpoch };
}
