/** Texts with everything in them that a shell, a spec, a template or a control file might read something into. */
import { describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { named, planOf, run, temporaryFolder } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder();

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  ['quotes', `it's "quoted" and ''doubly''`],
  ['dollars', '$HOME ${HOME} $(id) $$ ${version}'],
  ['backquotes', 'a `id` b'],
  ['macros', '100% %{name} %name %% %%{x} %(id) %[1+1] %{lua:print(1)} %'],
  ['templates', '{{package}} {{{x}}} <%= 1 %> {{#if x}}'],
  ['backslashes', 'a\\nb \\t c\\\\d \\\\n e\\'],
  ['letters beyond ASCII', 'Jörg Ødegård, 日本語, 🦀'],
  ['signs of sed', 's/a/b/g & [x]* ^ . #'],
  ['fields of others', 'Section: x, Prefix: /, License: y'],
  ['10 kB', 'All work and no play. '.repeat(480).trim()],
];

/** The text everywhere that a plan takes one. */
function planWith(format: 'deb' | 'rpm', text: string): Plan {
  const description = `First: ${text}\n\n  Indented: ${text}\nLast: ${text}`;
  const fields = format === 'deb' ? { Origin: text } : { Distribution: text };
  return planOf({ format, summary: text, description, vendor: text, fields });
}

describe('texts', () => {
  it.each(TEXTS)('come out of a deb as they went in: %s', async (_name, text) => {
    const deb = await packIn(folder, planWith('deb', text));
    const field = (name: string): Promise<string> => run('dpkg-deb', ['--field', deb, name]);
    expect(await field('Description')).toBe(`${text}\n First: ${text}\n .\n   Indented: ${text}\n Last: ${text}`);
    expect([await field('Vendor'), await field('Origin')]).toEqual([text, text]);
  });

  it.each(TEXTS)('come out of an rpm as they went in: %s', async (_name, text) => {
    const rpm = await packIn(folder, planWith('rpm', text));
    const tag = (name: string): Promise<string> => run('rpm', ['-qp', '--queryformat', `%{${name}}`, rpm]);
    expect(await tag('SUMMARY')).toBe(text);
    expect(await tag('DESCRIPTION')).toBe(`First: ${text}\n\n  Indented: ${text}\nLast: ${text}`);
    expect([await tag('VENDOR'), await tag('DISTRIBUTION')]).toEqual([text, text]);
  });

  it('come out of the relations of an rpm as they went in', async () => {
    const names = [`it's("a")`, 'a$HOME', 'b${x}(`id`)', 'c{{y}}', 'a\\nb', 'dünï(日本)', '/opt/a;b&c'];
    const all = names.map((name) => named(name));
    const relations = { depends: all, recommends: all, conflicts: all, provides: all };
    const rpm = await packIn(folder, planOf({ format: 'rpm', relations }));
    const query = async (tag: string): Promise<string[]> =>
      (await run('rpm', ['-qp', '--queryformat', `[%{${tag}}\\n]`, rpm])).split('\n');
    for (const tag of ['REQUIRENAME', 'RECOMMENDNAME', 'CONFLICTNAME', 'PROVIDENAME']) {
      expect([tag, await query(tag)]).toEqual([tag, expect.arrayContaining(names)]);
    }
  });
});
