import { describe, expect, it } from '@jest/globals';
import { labelOf, packageOf } from '../../src/bazel/label.ts';

describe('labelOf', () => {
  const at = (file: string, packages: string[]): string | undefined =>
    labelOf(file, { folder: '/w/acme', workspace: '/w', isPackage: (folder) => packages.includes(folder) });

  it.each([
    ['/w/acme/packages.yaml', [], 'packages.yaml'],
    ['/w/acme/a/b.yaml', [], 'a/b.yaml'],
    ['/w/acme/a/b.yaml', ['/w/acme/a'], '//acme/a:b.yaml'],
    ['/w/up/pkgs/b.yaml', ['/w/up', '/w'], '//up:pkgs/b.yaml'],
    ['/w/up/b.yaml', ['/w'], '//:up/b.yaml'],
    ['/w/b.yaml', ['/w'], '//:b.yaml'],
    ['/w/up/b.yaml', ['/'], undefined],
    ['/b.yaml', ['/'], undefined],
    ['/w2/b.yaml', ['/w2'], undefined],
  ])('%s, with %j', (file, packages, wanted) => {
    const label = at(file, packages);
    expect(label).toBe(wanted);
    expect(packageOf(label ?? '')).toBe(/^\/\/(.*):/.exec(wanted ?? '')?.[1]);
  });
});
