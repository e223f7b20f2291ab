import { describe, expect, it } from '@jest/globals';
import { resolvePlans } from '../../../src/plan/resolve.ts';
import { loaded, mistakes, withPackages } from '../../plan/located.ts';
import { named } from '../../support/packing.ts';

function triggersOf(format: 'deb' | 'rpm', body: string) {
  const text = withPackages(`  tool: {summary: A tool, triggers: {${body}}}\n`, 'vars: { name: web }\n');
  const { plans, problems } = resolvePlans(loaded(text), { formats: [format] });
  expect(problems).toEqual([]);
  return plans[0]?.triggers;
}

describe('triggers', () => {
  it('are in the order of the kinds, with their variables replaced', () => {
    const both =
      'deb: {activate: [ldconfig], interest: ["${name}-say", /usr/share/a.b], interest_await: [c+d]}, rpm: {triggerun: [{package: bash, script: un.sh}], triggerin: [{package: "${name}", script: "${name}/in.sh"}, {package: "bash >= 1:5-1", script: /abs.sh}]}';
    expect(triggersOf('deb', both)).toEqual([
      { kind: 'interest', on: 'web-say' },
      { kind: 'interest', on: '/usr/share/a.b' },
      { kind: 'interest_await', on: 'c+d' },
      { kind: 'activate', on: 'ldconfig' },
    ]);

    expect(triggersOf('rpm', both)).toEqual([
      { kind: 'triggerin', on: named('web'), script: 'build/pkgs/web/in.sh' },
      { kind: 'triggerin', on: named('bash', ['>=', '1:5-1']), script: '/abs.sh' },
      { kind: 'triggerun', on: named('bash'), script: 'build/pkgs/un.sh' },
    ]);
  });

  it('are absent where the format has none', () => {
    expect(triggersOf('rpm', 'deb: {interest: [a-b]}')).toBeUndefined();
  });

  it.each([
    ['a', 'trigger-name a'],
    ['Say', 'trigger-name Say'],
    ['"a b"', 'trigger-name "a b"'],
    ['a_b', 'trigger-name a_b'],
    ['/usr/', 'trigger-name /usr/'],
    ['/', 'trigger-name /'],
    ['/usr//a', 'trigger-name /usr//a'],
    ['/usr/../a', 'trigger-name /usr/../a'],
    ['"/usr/a b"', 'trigger-name "/usr/a b"'],
    ['"/usr/a#b"', 'trigger-name "/usr/a#b"'],
    ['/usr/ä', 'trigger-name /usr/ä'],
  ])('refuses what dpkg would: %s', (name, expected) => {
    expect(mistakes(`triggers: {deb: {activate_noawait: [${name}]}}`, '', 'deb')).toEqual([expected]);
  });

  it.each([
    ['bash ~ 5', 'constraint-syntax "bash ~ 5"'],
    ['bash (>= 5)', 'constraint-syntax "bash (>= 5)"'],
    ['pkgconfig(zlib)', 'relation-name "pkgconfig(zlib)"'],
    ['/bin/sh', 'relation-name "/bin/sh"'],
    ['bash >= 5/6', 'relation-version "bash >= 5/6"'],
    ['bash >= 5, < 6', 'relation-bounds "bash >= 5, < 6"'],
  ])('refuses what rpm would, or would mean otherwise: %s', (name, expected) => {
    const body = `triggers: {rpm: {triggerin: [{package: "${name}", script: a.sh}]}}`;
    expect(mistakes(body, '', 'rpm')).toEqual([expected]);
  });
});
