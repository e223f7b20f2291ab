/** Rules about `systemd` that hold before variables have values. plan/systemd.ts has the rest. */
import type { Finding, Rule } from './rule.ts';

/** Only the scripts of a deb have a choice. */
const styleOfDeb: Rule = ({ general }) =>
  Object.entries(general.config.packages).flatMap(([name, { overrides }]): Finding[] => {
    if ((overrides?.rpm?.systemd?.style ?? undefined) === undefined) return [];
    const path = ['packages', name, 'overrides', 'rpm', 'systemd', 'style'];
    const message = '`style` is for the scripts of a deb; those of an rpm have only one style';
    return [{ code: 'systemd-style', message, path, atKey: true }];
  });

export const systemdRules: readonly Rule[] = [styleOfDeb];
