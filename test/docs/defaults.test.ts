/** The defaults that the schema tells, against the plan of a config that leaves out what can be left out. */
import { describe, expect, it } from '@jest/globals';
import { documentedKeys } from '../../docs/generate/keys.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { loaded } from '../plan/located.ts';

const CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, section: admin, vendor: Acme, homepage: https://example.com }
sources: { one: { file: one } }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: hello, dst: /a }
      - { dst: /b, type: dir }
      - { src: '@one', dst: /c }
`;

describe('the defaults that docs/configuration.md tells', () => {
  const { plans, problems } = resolvePlans(loaded(CONFIG), {});

  it('are those of the plan', () => {
    expect(problems).toEqual([]);
    expect(plans.map(({ format, architecture }) => `${format} ${architecture}`)).toEqual(['deb amd64', 'rpm amd64']);
    const owned = { owner: 'root', group: 'root' };
    for (const plan of plans) {
      expect(plan).toMatchObject({ version: '1.2.3', revision: '0', compression: 'gzip', description: 'Says hello' });
      expect(plan).toMatchObject({ section: 'admin', vendor: 'Acme', homepage: 'https://example.com', license: 'MIT' });
      expect(plan).toMatchObject({ sources: { one: { extract: false } }, sourceDateEpoch: 315532800 });
      expect(plan.epoch).toBeUndefined();
      expect(plan.contents).toMatchObject([
        { type: 'file', dst: '/a', mode: '0644', ...owned },
        { type: 'dir', dst: '/b', mode: '0755', ...owned },
        { type: 'file', dst: '/c', mode: '0644', ...owned },
      ]);
      expect(plan.contents.filter((content) => 'mtime' in content)).toEqual([]);
    }
  });

  it('are of keys that can be left out', () => {
    const told = documentedKeys().filter(({ fallback }) => fallback !== undefined);
    expect(told.filter(({ is }) => is.includes('(needed)'))).toEqual([]);
    expect(told.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['packages.NAME.vendor', 'packages.NAME.epoch']),
    );
  });
});
