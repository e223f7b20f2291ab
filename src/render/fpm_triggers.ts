/** Triggers, as flags of fpm. */
import { RPM_TRIGGERS } from '../format/triggers.ts';
import type { Plan } from '../plan/plan.ts';
import type { FpmArgument } from './fpm_argument.ts';

/** fpm has a flag for each directive of a deb but those with `-await`: it is given the file as a whole. */
export function triggerArguments({ format, triggers = [] }: Plan): FpmArgument[] {
  if (triggers.length === 0) return [];
  if (format === 'deb') return [['--deb-meta-file', { below: 'scripts/triggers' }]];
  return triggers.flatMap((trigger, at): FpmArgument[] =>
    'script' in trigger
      ? [[RPM_TRIGGERS[trigger.kind], { before: `${trigger.on}: `, below: `scripts/trigger-${at}` }]]
      : [],
  );
}
