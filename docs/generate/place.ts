/** Where what another packager has is here. The tables of fpm's flags and of rules_pkg's attributes are made of places. */
import { code, escape } from './markdown.ts';

/** Keys of packages.yaml, and flags of `onepack pack` where they begin with `--`; or why there is none, and what instead. */
export type Place = { readonly here: readonly string[]; readonly note?: string } | { readonly not: string };

export function cellsOf(place: Place): string[] {
  if ('not' in place) return ['', escape(place.not)];
  return [place.here.map(code).join(', '), escape(place.note ?? '')];
}
