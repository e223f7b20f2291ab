/** Every relation, as dpkg and rpm read it in the packages of both engines. */
import { describe, expect, it } from '@jest/globals';
import { OPERATORS, type Relation } from '../../src/format/format.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { named, planOf, run, temporaryFolder } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();

/** What `read` says of the packages of the two engines. */
async function inBoth(plan: Plan, read: (file: string) => Promise<string>): Promise<string[]> {
  const engines = ['native', 'fpm'] as const;
  return Promise.all(
    engines.map(async (engine) => read(await packIn(folder, { ...plan, engine, package: engine.slice(0, 3) }))),
  );
}

describe('the relations of a deb', () => {
  it('are spelled as dpkg reads them', async () => {
    const depends = [
      ...OPERATORS.map((op) => named(`a${OPERATORS.indexOf(op)}`, [op, '1:1.2~rc1-3'])),
      named('python3:any', ['>=', '3.9'], ['<', '4']),
      { any: [named('bb', ['>=', '1'], ['<', '2']), named('perl:any')] },
    ];
    const expected =
      'a0 (<< 1:1.2~rc1-3), a1 (<= 1:1.2~rc1-3), a2 (= 1:1.2~rc1-3), a3 (>= 1:1.2~rc1-3), a4 (>> 1:1.2~rc1-3), ' +
      'python3:any (>= 3.9), python3:any (<< 4), bb (>= 1) | perl:any, bb (<< 2) | perl:any';
    const read = (file: string) => run('dpkg-deb', ['--field', file, 'Depends']);
    expect(await inBoth(planOf({ format: 'deb', relations: { depends } }), read)).toEqual([expected, expected]);
  });
});

describe('the relations of an rpm', () => {
  it.each<[string, Relation[], string[]]>([
    ['names', [named('a'), named('/bin/b'), named('c(x)')], ['/bin/b', 'a', 'c(x)']],
    ...OPERATORS.map((op): [string, Relation[], string[]] => [op, [named('a', [op, '1:1.2-3'])], [`a ${op} 1:1.2-3`]]),
    ['two bounds', [named('a', ['>=', '1'], ['<', '2'])], ['a < 2', 'a >= 1']],
    ['~', [named('a', ['>=', '1~rc'])], ['a >= 1~rc', 'rpmlib(TildeInVersions) <= 4.10.0-1']],
    ['^', [named('a', ['>=', '1^git'])], ['a >= 1^git', 'rpmlib(CaretInVersions) <= 4.15.0-1']],
    ['any', [{ any: [named('b'), named('a')] }], ['(b or a)', 'rpmlib(RichDependencies) <= 4.12.0-1']],
    [
      'any, with bounds',
      [{ any: [named('a', ['>', '1~rc'], ['<=', '2']), named('b', ['=', '3^1'])] }],
      [
        '((a > 1~rc with a <= 2) or b = 3^1)',
        'rpmlib(CaretInVersions) <= 4.15.0-1',
        'rpmlib(RichDependencies) <= 4.12.0-1',
        'rpmlib(TildeInVersions) <= 4.10.0-1',
      ],
    ],
  ])('are those that rpmbuild writes: %s', async (_name, depends, expected) => {
    const always = /^rpmlib\((?:CompressedFileNames|FileDigests|PayloadFilesHavePrefix)\)/;
    const read = async (file: string): Promise<string> => {
      const lines = (await run('rpm', ['-qp', '--requires', file])).split('\n');
      return lines
        .filter((line) => !always.test(line))
        .sort()
        .join('\n');
    };
    const wanted = [...expected].sort().join('\n');
    expect(await inBoth(planOf({ format: 'rpm', relations: { depends } }), read)).toEqual([wanted, wanted]);
  });
});
