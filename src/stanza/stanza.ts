/**
 * A stanza is a key of a package that brings more than a field: files, relations, shell in scripts, or files of the user's own.
 * Each has a folder, with the same names in it: schema.ts (the key in a config and in a plan), plan.ts (from the one to the
 * other), scripts.ts and templates (the shell), read.ts (what packing reads of the user's files). stanzas.ts is the table of them.
 */
import type { Format } from '../format/format.ts';
import type { Conflicts } from '../plan/conflicts.ts';
import type { LocatedContent } from '../plan/content_path.ts';
import type { Plan } from '../plan/plan.ts';
import type { Resolver } from '../plan/resolver.ts';
import type { Scope } from '../plan/variables.ts';
import type { KeyPath } from '../problems/problem.ts';
import type { PackageConfig } from '../schema/schema.ts';
import type { ScriptKind } from '../schema/scripts.ts';

/** The interface of stanzas: keys that a config and a plan have under the same name. */
export type SharedKey = keyof PackageConfig & keyof Plan;

export interface Stanza<Key extends SharedKey> {
  /**
   * From the key in a config to the key in a plan. What is wrong is reported; undefined where nothing is left. `path` is that of
   * the key, of the package or of `defaults`.
   */
  resolve(
    written: NonNullable<PackageConfig[Key]>,
    path: KeyPath,
    context: StanzaContext,
  ): ResolvedStanza<NonNullable<Plan[Key]>> | undefined;
  /** Absent if it adds nothing to scripts. */
  readonly scripts?: StanzaScripts<NonNullable<Plan[Key]>>;
  /** The user's files that the plan names here, as paths from the working directory; absent if there are none. */
  files?(value: NonNullable<Plan[Key]>): readonly string[];
}

/** The package that a stanza is resolved for. */
export interface StanzaContext {
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly format: Format;
  /** The path of the package's key. */
  readonly name: string;
  /** Of the package, as its config has them: without those that stanzas imply. */
  readonly contents: readonly LocatedContent[];
  readonly conflicts: Conflicts;
}

export interface ResolvedStanza<Value> {
  /** The value in the plan. */
  readonly value: Value;
  /** The implied contents: entries that the package has in addition to its own. */
  readonly contents?: readonly LocatedContent[];
  /** The relations that the scripts need. */
  readonly needs?: Plan['relations'];
}

export interface StanzaScripts<Value> {
  /** The scripts that it adds to, and whether before or after the user's own. */
  readonly sides: Readonly<Record<Format, Readonly<Partial<Record<ScriptKind, 'before' | 'after'>>>>>;
  /**
   * The shell, from a template; empty where there is nothing to do. It runs under `set -e` and prints nothing to stdout. A plan
   * holds what is meant, and never how a shell says it.
   */
  render(value: Value, script: StanzaScript): string;
}

/** The script that shell is rendered for. */
export interface StanzaScript extends Pick<Plan, 'format' | 'package'> {
  readonly kind: ScriptKind;
  /** The paths of the package, as far as they are known. Whether there is anything to do does not depend on them. */
  readonly paths: readonly OwnedPath[];
}

/** A path of the package. Hard links are left out, because they have the attributes of their file. */
export interface OwnedPath {
  readonly kind: 'file' | 'folder' | 'symlink' | 'ghost';
  readonly path: string;
  readonly owner: string;
  readonly group: string;
  readonly mode?: number;
  /** Only for conffiles. */
  readonly config?: string | undefined;
}
