import { describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { oddFileRules } from '../../src/lint/odd_files.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import type { PlanContent } from '../../src/plan/plan.ts';
import { file, planOf } from '../support/packing.ts';

function said(content: PlanContent, paths: readonly string[] = []): string[] {
  const plan = planOf({ format: 'deb', contents: [content] });
  const trees = new Map([[content, paths.map((path) => ({ path, kind: 'file' as const, mode: 0o644 }))]]);
  const input = { plan, config: {} as never, shipped: shippedBy([plan], []), texts: NO_TEXTS, trees };
  return oddFileRules.flatMap((rule) => rule(input)).map(({ code, message }) => `${code}: ${message}`);
}

const tree = (dst: string): PlanContent => ({ type: 'tree', src: { file: 'x' }, dst, owner: 'root', group: 'root' });

describe('what was left in a folder', () => {
  it.each(['.git', 'a/.gitignore', '.DS_Store', 'b/._a', 'a.c~', '#a#', '.a.swp', 'a.orig', 'CVS', 'a/Thumbs.db'])(
    'is %s',
    (path) => {
      expect(said(tree('/usr/share/hello'), [path])).toHaveLength(1);
    },
  );

  it.each(['.env', 'a.git', 'git', 'original', 'a~b', '.github-like', 'CVSROOT', '_a'])('is not %s', (path) => {
    expect(said(tree('/usr/share/hello'), [path])).toEqual([]);
  });

  it('is said once of a tree', () => {
    expect(said(tree('/usr/share/hello'), ['.git', 'a/.git', 'b'])).toEqual([
      'left-over-file: ".git" is what version control, an editor or a desktop left there (and 1 more)',
    ]);
  });

  it('may be an entry of its own', () => {
    expect(said(file('/usr/share/hello/.gitignore', 'any'))).toHaveLength(1);
  });
});

describe('an icon with a blank in its name', () => {
  it('is said, by itself and in a tree', () => {
    const message = /^icon-name: "(?:apps\/)?Hello You.png" has a blank/;
    expect(said(file('/usr/share/icons/hicolor/32x32/apps/Hello You.png', 'any'))).toEqual([
      expect.stringMatching(message),
    ]);
    expect(said(tree('/usr/share/icons/hicolor/32x32'), ['apps/Hello You.png'])).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it('is no matter elsewhere', () => {
    expect(said(file('/usr/share/hello/Hello You.png', 'any'))).toEqual([]);
  });
});

describe('a name that nobody reads', () => {
  it.each([
    '/etc/sudoers.d/hello.conf',
    '/etc/sudoers.d/hello~',
    '/usr/lib/udev/rules.d/60-hello',
    '/lib/udev/rules.d/60-hello.rule',
    '/etc/sysctl.d/60-hello',
    '/usr/lib/tmpfiles.d/hello',
    '/etc/ld.so.conf.d/hello',
    '/etc/apt/sources.list.d/hello.lst',
    '/etc/yum.repos.d/hello',
    '/etc/profile.d/hello',
    '/usr/share/applications/hello',
  ])('is %s', (dst) => {
    expect(said(file(dst, 'any')).filter((text) => text.startsWith('unread-name'))).toHaveLength(1);
  });

  it.each([
    '/etc/sudoers.d/hello',
    '/etc/sudoers.d/README',
    '/usr/lib/udev/rules.d/60-hello.rules',
    '/etc/sysctl.d/60-hello.conf',
    '/etc/profile.d/hello.sh',
    '/etc/hello.d/any',
    '/usr/share/applications/hello.desktop',
  ])('is not %s', (dst) => {
    expect(said(file(dst, 'any'))).toEqual([]);
  });

  it('may be in a tree', () => {
    expect(said(tree('/usr/lib/udev/rules.d'), ['60-a.rules', '60-b'])).toEqual([
      'unread-name: udev passes over "60-b": a name here ends in ".rules"',
    ]);
  });
});
