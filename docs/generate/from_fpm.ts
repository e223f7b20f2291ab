/** The tables of docs/from-fpm.md. */
import { FPM_BY_HAND } from '../../test/equivalence/allowed.ts';
import { filled } from './filled.ts';
import { FPM_FLAGS } from './fpm_flags.ts';
import { code, escape, table } from './markdown.ts';
import { cellsOf } from './place.ts';

export function fromFpmPage(): string {
  const rows = Object.entries(FPM_FLAGS).map(([flag, place]) => [code(`--${flag}`), ...cellsOf(place)]);
  return filled('docs/from-fpm.md', {
    flags: table(['fpm', 'here', ''], rows),
    differences: FPM_BY_HAND.map(({ reason }) => `- ${escape(reason)}`).join('\n'),
  });
}
