/** An archive on its way out, before it is compressed: bytes of our own, and the contents of files between them. */
import type { Segment } from './segment.ts';

export type Part = { readonly bytes: Buffer } | { readonly content: FileContent };

/** A file to be packed, with what had to be known of it before the first byte of the package. */
export interface FileContent {
  /** On this machine. */
  readonly from: string;
  /** For messages. */
  readonly name: string;
  readonly size: number;
  readonly md5: string;
  readonly sha256: string;
  /** What a later look at the file must find again. */
  readonly fingerprint: string;
  /** Absent where the package is not compressed by gzip, and of a small file. */
  readonly segment?: Segment;
}
