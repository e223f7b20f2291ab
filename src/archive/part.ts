/** The parts of an archive before it is compressed: bytes that we make, and between them the contents of files. */
import type { Segment } from './segment.ts';

export type Part = { readonly bytes: Buffer } | { readonly content: FileContent };

/** A file to be packed, with the facts that must be known before the first byte of the package is written. */
export interface FileContent {
  /** The path on this machine. */
  readonly from: string;
  /** What messages call it. */
  readonly name: string;
  readonly size: number;
  readonly md5: string;
  readonly sha256: string;
  /** The fingerprint that the file must still have when it is read later. */
  readonly fingerprint: string;
  /** The deflated bytes. Absent if the package is not compressed by gzip, or if the file is small. */
  readonly segment?: Segment;
}
