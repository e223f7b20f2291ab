import { describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { relationRules } from '../../src/lint/relations.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import { unitRules } from '../../src/lint/units.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { named, planOf } from '../support/packing.ts';

/** What the rules say of the relations of a package `tool`, each as `code name`. */
function said(format: Plan['format'], relations: Plan['relations']): string[] {
  const plan = planOf({ format, relations });
  const input = { plan, config: {} as never, shipped: shippedBy([plan], ['tool']), texts: NO_TEXTS };
  return relationRules.flatMap((rule) => rule(input)).map(({ code, at }) => `${code} ${at.at(-1)}`);
}

describe('warnings of relations', () => {
  it.each<[string, Plan['format'], Plan['relations'], string[]]>([
    ['of any version', 'deb', { depends: [named('bash')] }, ['depends-on-essential bash']],
    ['of a version', 'deb', { depends: [named('bash', ['>=', '5'])] }, []],
    ['once for two bounds', 'deb', { depends: [named('tool', ['>', '1'], ['<', '2'])] }, ['relation-with-self tool']],
    ['none of alternatives', 'deb', { depends: [{ any: [named('bash'), named('tool')] }] }, []],
    ['none of alternatives', 'rpm', { depends: [{ any: [named('bash'), named('tool')] }] }, []],
    ['not of a capability', 'rpm', { provides: [named('tool(api)', ['=', '1'])] }, []],
    ['of its name', 'rpm', { provides: [named('tool', ['=', '1'])] }, ['provides-itself tool']],
    ['of another name', 'rpm', { obsoletes: [named('old', ['<', '2'])] }, ['obsoletes-not-provided old']],
  ])('%s, %s', (_name, format, relations, expected) => {
    expect(said(format, relations)).toEqual(expected);
  });
});

describe('a path that no package of the set ships', () => {
  const service = { name: 'a.service', text: 'ExecStart=/usr/bin/elsewhere\n' };
  const warned = (format: Plan['format'], depends: NonNullable<Plan['relations']['depends']>): number => {
    const plan = planOf({ format, relations: { depends } });
    const texts = { ...NO_TEXTS, units: new Map([['/usr/lib/systemd/system/a.service', service]]) };
    const input = { plan, config: {} as never, shipped: shippedBy([plan], ['tool', 'other']), texts };
    return unitRules.flatMap((rule) => rule(input)).length;
  };

  it.each(['deb', 'rpm'] as const)('may be of a package that is none of the set, in alternatives too: %s', (format) => {
    expect(warned(format, [])).toBe(1);
    expect(warned(format, [named('other', ['>=', '1'])])).toBe(1);
    expect(warned(format, [named('foreign')])).toBe(0);
    expect(warned(format, [{ any: [named('other'), named('tool')] }])).toBe(1);
    expect(warned(format, [{ any: [named('other'), named('foreign')] }])).toBe(0);
  });
});
