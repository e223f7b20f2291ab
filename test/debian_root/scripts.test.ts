/** The maintainer scripts of all packages of the machine that the tests run on. dpkg runs them: none may be refused. */
import { globSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { scriptRules } from '../../src/lint/scripts.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import type { ScriptKind } from '../../src/schema/scripts.ts';
import { readScript } from '../../src/stage/script.ts';
import { templateProblems } from '../../src/stage/script.ts';
import { file, planOf } from '../support/packing.ts';
import { counted, isDebian, pathsOfRoot } from './root.ts';

const KINDS: Readonly<Record<string, ScriptKind>> = {
  '.preinst': 'preinstall',
  '.postinst': 'postinstall',
  '.prerm': 'preremove',
  '.postrm': 'postremove',
  '.config': 'config',
};

if (!isDebian) console.log('left out: maintainer scripts of this machine, which is no Debian');

(isDebian ? describe : describe.skip)('the maintainer scripts of this machine', () => {
  const files = globSync(`/var/lib/dpkg/info/*{${Object.keys(KINDS).join(',')}}`).sort();
  const findings: { readonly name: string; readonly code: string; readonly text: string }[] = [];

  beforeAll(() => {
    const paths = pathsOfRoot();
    for (const name of files) {
      const owned = paths.get(basename(name, extname(name))) ?? [];
      const plan = planOf({ format: 'deb', contents: owned.map((path) => file(path, 'any')) });
      const kind = KINDS[extname(name)] ?? 'config';
      const texts = { ...NO_TEXTS, scripts: new Map([[kind, { name, text: readFileSync(name, 'utf8') }]]) };
      const input = { plan, config: {} as never, shipped: shippedBy([plan], [plan.package]), texts };
      for (const { code, message, place } of scriptRules.flatMap((rule) => rule(input))) {
        findings.push({ name, code, text: `${message} ${place?.source.text.slice(place.start, place.end)}` });
      }
    }
    console.log(`read ${files.length} maintainer scripts; warned of: ${counted(findings.map(({ code }) => code))}`);
  }, 120_000);

  it('are packed as they are', async () => {
    const odd: unknown[] = [];
    for (const name of files) {
      const kind = KINDS[extname(name)] ?? 'config';
      const { text, problems } = await readScript(planOf({ format: 'deb', scripts: { [kind]: name } }), kind, '/');
      if (problems.length > 0 || !text.equals(readFileSync(name))) odd.push([name, problems]);
    }
    expect(odd).toEqual([]);
  }, 120_000);

  it('have templates that debconf reads', () => {
    const all = globSync('/var/lib/dpkg/info/*.templates');
    console.log(`read ${all.length} templates of debconf`);
    const odd = all.flatMap((name) => templateProblems(name, readFileSync(name)).map(({ message }) => [name, message]));
    expect(odd).toEqual([]);
  });

  it('are for no rpm', () => {
    expect(findings.filter(({ code }) => code === 'script-other-format')).toEqual([]);
  });

  // A path of long ago beside one of today looks like a mistake.
  it('name hardly a path that is nearly another one', () => {
    const named = findings.filter(({ code }) => code === 'script-path-not-shipped');
    expect(named.length).toBeLessThanOrEqual(files.length / 100);
  });

  it('hardly undo an upgrade', () => {
    const undoing = findings.filter(({ code }) => code === 'script-undoes-upgrade');
    expect(undoing.length).toBeLessThanOrEqual(files.length / 100);
  });
});
