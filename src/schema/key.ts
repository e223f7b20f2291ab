/** What the program and its documentation know of a key beside what may stand there: said once, with the key. */
import { z } from 'zod';
import { FIELDS, type FieldKey } from '../format/fields.ts';

/** A key has of it what is not plain. What is said of a key holds in overrides, too. */
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
  /** What stands here for a format is merged into the map around it; `null` takes away what that has. */
  readonly isOverrides?: true;
  /** In a package, the key of the same name at the top holds where the package does not have it. */
  readonly isOfSet?: true;
  /** For the documentation: what holds where nobody says it, if no default in the schema says so. */
  readonly otherwise?: string;
  /** What it becomes: the control field or the file of a deb, the tag or the scriptlet of an rpm. For scripts, FIELDS has it. */
  readonly deb?: string;
  readonly rpm?: string;
  /** It and what is below it say how packages are made, and are not in them. */
  readonly isNotPacked?: true;
  /** What nfpm calls it. */
  readonly nfpm?: string | readonly string[];
  /** What other tools call it, and users may write by mistake. */
  readonly otherNames?: readonly string[];
}

/** Written by `.register(keys, …)`, read by `metaOf` in walk.ts. */
export const keys = z.registry<KeyMeta>();

/** The field and the tag that FIELDS has for a key of the plan. */
export function field(key: FieldKey): Pick<KeyMeta, 'deb' | 'rpm'> {
  const found = FIELDS.find((one) => one.key === key);
  return { deb: found?.deb ?? 'nothing', rpm: found?.rpm ?? 'nothing' };
}

/** The same in both formats. */
export function both(meaning: string): Pick<KeyMeta, 'deb' | 'rpm'> {
  return { deb: meaning, rpm: meaning };
}

/** Of every key `overrides`. */
export const OVERRIDES = { ...both('as without it'), isOverrides: true } as const;
