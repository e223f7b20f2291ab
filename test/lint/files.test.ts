import { describe, expect, it } from '@jest/globals';
import { compressionRules } from '../../src/lint/compression.ts';
import { treeModeRules, modeRules } from '../../src/lint/files.ts';
import { type DiskItem, NO_TEXTS } from '../../src/lint/finding.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import type { PlanContent } from '../../src/plan/plan.ts';
import { file, planOf } from '../support/packing.ts';

const OWNED = { owner: 'root', group: 'root' };

/** The codes of what is said of an entry, with the key that each points at. */
function said(content: PlanContent, { isGzip, items }: { isGzip?: boolean; items?: readonly DiskItem[] } = {}) {
  const plan = planOf({ format: 'deb', contents: [content] });
  const gzip = new Map(isGzip === undefined ? [] : [[content.dst, isGzip]]);
  const trees = new Map(items === undefined ? [] : [[content, items]]);
  const input = { plan, config: {} as never, shipped: shippedBy([plan], []), texts: { ...NO_TEXTS, gzip }, trees };
  return [...modeRules, ...treeModeRules, ...compressionRules]
    .flatMap((rule) => rule(input))
    .map(({ code, at }) => `${code} ${at.at(-1)}`);
}

describe('a folder', () => {
  const folder = (mode: string): PlanContent => ({ type: 'dir', dst: '/var/lib/hello', ...OWNED, mode });

  it.each(['0644', '0750', '0775', '0700', '0711', '2770', '1777', '0740', '0720'])('of mode %s', (mode) => {
    const isClosed = ['0644', '0740', '0720'].includes(mode);
    expect(said(folder(mode)).filter((text) => text.startsWith('folder'))).toEqual(
      isClosed ? ['folder-without-x mode'] : [],
    );
  });

  it('of a tree is looked at too', () => {
    const tree = { type: 'tree', src: { file: 'x' }, dst: '/usr/share/x', ...OWNED, dirMode: '0644' } as const;
    expect(said(tree)).toEqual(['folder-without-x dirMode']);
  });
});

describe('a file that root reads', () => {
  it.each([
    ['/etc/logrotate.d/hello', '0644', 'root', []],
    ['/etc/logrotate.d/hello', '0440', 'root', []],
    ['/etc/logrotate.d/hello', '0664', 'root', ['logrotate-mode mode']],
    ['/etc/logrotate.d/hello', '0755', 'root', ['logrotate-mode mode']],
    ['/etc/logrotate.d/hello', '0644', 'hello', ['not-of-root owner']],
    ['/etc/cron.d/hello', '0644', 'hello', ['not-of-root owner']],
    ['/etc/cron.daily/hello', '0755', 'hello', []],
  ])('%s of mode %s and %s', (dst, mode, owner, expected) => {
    expect(said({ ...file(dst, 'any'), mode, owner })).toEqual(expected);
  });
});

describe('a tree', () => {
  const tree = { type: 'tree', src: { file: 'x' }, dst: '/usr/share/x', ...OWNED } as const;

  it('that has nothing in it is said to be empty', () => {
    expect(said(tree, { items: [] })).toEqual(['empty-folder src']);
  });

  it('that has something in it, or has not been read, is not', () => {
    expect(said(tree, { items: [{ path: 'a', kind: 'file', mode: 0o644 }] })).toEqual([]);
    expect(said(tree)).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    ['/usr/share/man/man1/hi.1.gz', false, ['gzip-name src']],
    ['/usr/share/man/man1/hi.1.gz', true, []],
    ['/usr/share/man/man1/hi.1', true, ['gzip-name src']],
    ['/usr/share/man/man1/hi.1', false, []],
    ['/usr/share/hi/data.tgz', false, ['gzip-name src']],
    ['/usr/share/man/man1/hi.1.html.gz', true, ['manual-page-name dst']],
    ['/usr/share/man/man1/hi.8', false, ['manual-page-name dst']],
    ['/usr/share/man/de/man3/hi.3pm.gz', true, []],
    ['/usr/share/man/man3p/hi.3p', undefined, []],
  ])('%s of a file that is gzip: %s', (dst, isGzip, expected) => {
    expect(said(file(dst, 'any'), isGzip === undefined ? {} : { isGzip })).toEqual(expected);
  });

  it('of a page that would be compressed twice', () => {
    const page = { ...file('/usr/share/man/man1/hi.1.gz', 'any'), compress: 'gzip' } as PlanContent;
    expect(said(page, { isGzip: true })).toEqual(['gzip-name src']);
    expect(said(page, { isGzip: false })).toEqual([]);
  });
});
