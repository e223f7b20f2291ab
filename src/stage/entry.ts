/** The entries of a package after its trees have been opened: one for each path that it owns. */
import type { PlanContent } from '../plan/plan.ts';

interface Owned {
  /** The path on the installed system, absolute and normalised. */
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
  /** The absolute path of its bytes on this machine. */
  readonly from: string;
  /** The fingerprint of the file that was checked, so that no other is packed; absent if nobody else can write it. */
  readonly fingerprint?: string | undefined;
  /** What messages call it: `bridge in cni.tgz`. */
  readonly name: string;
  /** Its path in the archive that it is from. */
  readonly member?: string;
  /** The entry of `contents` that it comes from. */
  readonly content: PlanContent & { readonly type: 'file' | 'tree' };
  /** Written as by cap_to_text(3); absent if it has none. */
  readonly capabilities?: string;
} & Pick<File, 'config' | 'mark'>;

export type FolderEntry = Owned & { readonly kind: 'folder'; readonly mode: number };
export type SymlinkEntry = Owned & { readonly kind: 'symlink'; readonly target: string };
export type GhostEntry = Owned & { readonly kind: 'ghost'; readonly mode: number };
/** Another name of a file entry, with the same attributes. */
export interface HardLinkEntry {
  readonly kind: 'hardlink';
  readonly path: string;
  readonly file: FileEntry;
}

export type Entry = FileEntry | FolderEntry | SymlinkEntry | GhostEntry | HardLinkEntry;

/** The modification time of what a content brings, in seconds since the epoch. */
export interface Times {
  of(content: PlanContent): number;
}

export function timesOf({ sourceDateEpoch }: { readonly sourceDateEpoch: number }): Times {
  return { of: (content) => ('mtime' in content ? content.mtime : undefined) ?? sourceDateEpoch };
}
