/** Metadata of keys: everything that the program and the docs know about a key beyond its allowed values. */
import { z } from 'zod';
import { FIELDS, type FieldKey } from '../format/fields.ts';

/** A key has only the metadata that differs from the ordinary. It applies in overrides, too. */
export interface KeyMeta {
  /**
   * How the items of a list are told apart where a list is laid over another, by an overlay or in `overrides`: items that are
   * the same in all of these keys are merged. A path can call an item by the first of them. A list without it is replaced.
   */
  readonly mergeBy?: readonly ['dst', 'only'] | readonly ['when'];
  /** A string is short for a map in which each of these keys has it: a map that is laid over the string is merged with that. */
  readonly shortFor?: readonly string[];
  /** The keys beside it that are about this very value: a layer that replaces it takes them away, unless it says them too. */
  readonly owns?: readonly string[];
  /** A path from the folder of the file that wrote it, which `onepack patch` writes anew; in contents, unless the entry is a link. */
  readonly isPath?: true | 'unless a link';
  /** The value for a format is merged into the map around it; `null` removes what that map has. */
  readonly isOverrides?: true;
  /** If a package does not have this key, the key of the same name at the top applies. */
  readonly isOfSet?: true;
  /** For the docs: what applies if the key is not set and the schema has no default. */
  readonly otherwise?: string;
  /** The control field or file of a deb, and the tag or scriptlet of an rpm, that it becomes. For scripts, FIELDS has them. */
  readonly deb?: string;
  readonly rpm?: string;
  /** Whether it only says how packages are made, so that nothing of it is in them. */
  readonly isNotPacked?: true;
  /** nfpm's name for it. */
  readonly nfpm?: string | readonly string[];
  /** Other tools' names for it, which users may write by mistake. */
  readonly otherNames?: readonly string[];
}

/** `.register(keys, …)` writes it, and `metaOf` in walk.ts reads it. */
export const keys = z.registry<KeyMeta>();

/** The field and the tag of a key of the plan, from FIELDS. */
export function field(key: FieldKey): Pick<KeyMeta, 'deb' | 'rpm'> {
  const found = FIELDS.find((one) => one.key === key);
  return { deb: found?.deb ?? 'nothing', rpm: found?.rpm ?? 'nothing' };
}

/** The same in both formats. */
export function both(meaning: string): Pick<KeyMeta, 'deb' | 'rpm'> {
  return { deb: meaning, rpm: meaning };
}

/** The metadata of every key `overrides`. */
export const OVERRIDES = { ...both('as without it'), isOverrides: true } as const;
