/** What is in a package file, deb or rpm, whoever made it: one vocabulary for both formats. */
import type { Format } from '../format/format.ts';
import type { RelationKind } from '../format/relations.ts';
import type { ScriptKind } from '../schema/scripts.ts';

export interface PackageFacts {
  /** As the user named it. */
  readonly file: string;
  readonly format: Format;
  readonly name: string;
  /** As the tools of the format print it: `[EPOCH:]VERSION[-REVISION]`. */
  readonly version: string;
  /** The format's own name; `src` for a source rpm. */
  readonly architecture: string;
  /** Every control field or tag that is neither a relation nor about files, in the order of the format. */
  readonly fields: readonly FieldFacts[];
  readonly relations: readonly RelationFacts[];
  /** By path. */
  readonly files: readonly FileFacts[];
  readonly scripts: readonly ScriptFacts[];
  readonly triggers: readonly TriggerFacts[];
  /** The newest entry first. */
  readonly changelog: readonly ChangelogFacts[];
  /** Of a deb: what else is in its control.tar, such as `templates` or `shlibs`, by name. */
  readonly controlFiles: readonly { readonly name: string; readonly text: string }[];
  readonly archive: ArchiveFacts;
}

export interface FieldFacts {
  /** The control field, or the tag as a spec has it: `Maintainer`, `Packager`. */
  readonly name: string;
  /** The key of a config that becomes this field; absent where there is none. */
  readonly key?: string;
  readonly value: string;
}

export interface RelationFacts {
  readonly kind: RelationKind;
  /** As the format spells it: `a (>= 1)`, `a >= 1`, `a | b`. */
  readonly text: string;
  /** Where the tools of the format add it by themselves, and no config says it. */
  readonly isImplied?: true;
}

export interface FileFacts {
  /** From `/` on. */
  readonly path: string;
  readonly type: 'file' | 'dir' | 'symlink' | 'hardlink' | 'ghost' | 'device' | 'pipe' | 'socket';
  /** Four or five octal digits, without the type. */
  readonly mode: string;
  readonly owner: string;
  readonly group: string;
  /** Bytes; 0 of all but files. */
  readonly size: number;
  /** Seconds since the epoch. */
  readonly mtime: number;
  /** Of a link. A hard link's is the first name of the file. */
  readonly target?: string;
  /** Of a file's bytes, in lower-case hex; absent for what has none. */
  readonly digest?: { readonly algorithm: string; readonly value: string };
  /** `config`, `noreplace`, `missingok`, `doc`, `license`, `readme`, `artifact`, `spec`, in this order. */
  readonly marks: readonly string[];
  /** As cap_to_text(3) writes them. */
  readonly capabilities?: string;
}

export interface ScriptFacts {
  readonly kind: ScriptKind;
  readonly interpreter: string;
  readonly text: string;
}

export interface TriggerFacts {
  /** The directive of a deb, or the section of a spec: `interest-noawait`, `triggerin`, `filetriggerin`. */
  readonly kind: string;
  /** What it waits for, or announces. */
  readonly on: readonly string[];
  readonly interpreter?: string;
  readonly text?: string;
}

export interface ChangelogFacts {
  readonly version?: string;
  readonly author: string;
  /** `2026-11-30` */
  readonly date: string;
  readonly text: string;
}

export interface ArchiveFacts {
  /** Bytes of the package file. */
  readonly size: number;
  readonly sha256: string;
  /** `gzip`, `xz`, `zstd`, `bzip2`, `lzma`, `none`. */
  readonly compression: string;
  /** What the package says of itself and is not so: a digest, or a size. */
  readonly damages: readonly string[];
}
