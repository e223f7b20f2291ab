/**
 * The one table of relations: what each key of the config becomes, and what it can express. The schema, the plan, the engines and the docs
 * read it.
 *
 * deb: https://www.debian.org/doc/debian-policy/ch-relationships.html; rpm:
 * https://rpm-software-management.github.io/rpm/manual/dependencies.html and …/boolean_dependencies.html.
 */
import type { Format, Relation } from './format.ts';
import { formats } from './formats.ts';

export const RELATION_KINDS = [
  'depends',
  'pre-depends',
  'recommends',
  'suggests',
  'enhances',
  'supplements',
  'conflicts',
  'breaks',
  'replaces',
  'obsoletes',
  'provides',
  'requires(pre)',
  'requires(post)',
  'requires(preun)',
  'requires(postun)',
  'requires(pretrans)',
  'requires(posttrans)',
] as const;

export type RelationKind = (typeof RELATION_KINDS)[number];

export interface RelationRules {
  /** The fields of a control file, or the tags of a spec; none if the format does not have this kind. */
  readonly fields: Readonly<Record<Format, readonly string[]>>;
  /**
   * How many bounds a relation can have: many that must all hold, one, or only an exact version. Where each entry of a field stands for
   * itself, several bounds would not hold together.
   */
  readonly bounds: 'many' | 'one' | 'exact';
  /** Whether it can have alternatives. */
  readonly alternatives: boolean;
  /** How an rpm's rich relation is taken: what is needed as part of an `and`, the rest as part of an `or`. Absent where rpm allows none. */
  readonly rich?: 'and' | 'or';
  /** A sentence for people who write a config. */
  readonly description: string;
  /** nfpm's name for it, and those of other tools. */
  readonly nfpm?: string | readonly string[];
  readonly otherNames?: readonly string[];
}

/** For relations that must be satisfied: several bounds hold together, and alternatives are possible. */
const NEED = { bounds: 'many', alternatives: true, rich: 'and' } as const;
/** For the others: in a deb every entry counts for itself. */
const NAMED = { bounds: 'one', alternatives: false } as const;

export const RELATIONS: Readonly<Record<RelationKind, RelationRules>> = {
  depends: {
    fields: { deb: ['Depends'], rpm: ['Requires'] },
    ...NEED,
    description: 'deb Depends, rpm Requires.',
    nfpm: 'depends',
    otherNames: ['dependencies', 'requires'],
  },
  'pre-depends': {
    fields: { deb: ['Pre-Depends'], rpm: ['Requires(pre)'] },
    ...NEED,
    description:
      'What must be installed, and in a deb configured too, before this package is unpacked: deb Pre-Depends, rpm ' +
      'Requires(pre). nfpm: `deb.predepends`.',
    nfpm: 'deb.predepends',
  },
  recommends: {
    fields: { deb: ['Recommends'], rpm: ['Recommends'] },
    ...NEED,
    description: 'deb Recommends, rpm Recommends.',
    nfpm: 'recommends',
  },
  suggests: {
    fields: { deb: ['Suggests'], rpm: ['Suggests'] },
    ...NEED,
    description: 'deb Suggests, rpm Suggests.',
    nfpm: 'suggests',
  },
  enhances: {
    fields: { deb: ['Enhances'], rpm: ['Enhances'] },
    ...NAMED,
    rich: 'or',
    description: 'What this package is an extra for, as if that suggested it: deb Enhances, rpm Enhances.',
  },
  supplements: {
    fields: { deb: [], rpm: ['Supplements'] },
    ...NAMED,
    rich: 'or',
    description: 'What this package comes along with, as if that recommended it: rpm Supplements; nothing in a deb.',
  },
  conflicts: {
    fields: { deb: ['Conflicts'], rpm: ['Conflicts'] },
    ...NAMED,
    rich: 'or',
    description: 'deb Conflicts, rpm Conflicts.',
    nfpm: 'conflicts',
  },
  breaks: {
    fields: { deb: ['Breaks'], rpm: ['Conflicts'] },
    ...NAMED,
    rich: 'or',
    description:
      'What no longer works once this package is there: deb Breaks; rpm Conflicts, which has no weaker form. nfpm: ' +
      '`deb.breaks`.',
    nfpm: 'deb.breaks',
  },
  replaces: {
    fields: { deb: ['Replaces'], rpm: ['Obsoletes'] },
    ...NAMED,
    description:
      'deb Replaces: files of the other package may be overwritten. rpm Obsoletes: the other package goes when this one comes.',
    nfpm: 'replaces',
  },
  // https://www.debian.org/doc/debian-policy/ch-relationships.html#replacing-whole-packages-forcing-their-removal
  obsoletes: {
    fields: { deb: ['Conflicts', 'Replaces'], rpm: ['Obsoletes'] },
    ...NAMED,
    description:
      'The other package goes when this one comes: rpm Obsoletes; deb Conflicts and Replaces, which together force its removal.',
  },
  provides: {
    fields: { deb: ['Provides'], rpm: ['Provides'] },
    bounds: 'exact',
    alternatives: false,
    description: 'deb Provides, rpm Provides.',
    nfpm: 'provides',
  },
  'requires(pre)': scriptlet('pre', 'before its `preinstall` runs'),
  'requires(post)': {
    ...scriptlet('post', 'when its `postinstall` runs'),
    nfpm: ['rpm.requires', 'rpm.requires.post'],
  },
  'requires(preun)': scriptlet('preun', 'when its `preremove` runs'),
  'requires(postun)': scriptlet('postun', 'when its `postremove` runs'),
  'requires(pretrans)': scriptlet('pretrans', 'before the transaction that installs it'),
  'requires(posttrans)': scriptlet('posttrans', 'after the transaction that installs it'),
};

/** Relations by kind, each in the order of the config. A kind without any is absent. */
export type Relations = Readonly<Partial<Record<RelationKind, readonly Relation[]>>>;

/** The relations of a package by the field or tag that contains them, in the order of the kinds. */
export function relationFields(relations: Relations, format: Format): ReadonlyMap<string, readonly Relation[]> {
  const fields = new Map<string, Relation[]>();
  for (const kind of RELATION_KINDS) {
    const ofKind = relations[kind] ?? [];
    for (const field of ofKind.length === 0 ? [] : RELATIONS[kind].fields[format]) {
      fields.set(field, [...(fields.get(field) ?? []), ...ofKind]);
    }
  }
  return fields;
}

/** The same, spelled as the format does, without repetitions. */
export function spelledFields(relations: Relations, format: Format): ReadonlyMap<string, readonly string[]> {
  const fields = [...relationFields(relations, format)];
  return new Map(fields.map(([field, all]) => [field, [...new Set(all.flatMap(formats[format].spell))]]));
}

// A deb needs no fields for this: its dependencies are installed when its scripts run.
function scriptlet(tag: string, when: string): RelationRules {
  return {
    fields: { deb: [], rpm: [`Requires(${tag})`] },
    ...NEED,
    description: `What an rpm needs ${when}: rpm Requires(${tag}); nothing in a deb, where \`depends\` holds for its scripts.`,
  };
}
