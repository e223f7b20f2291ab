/**
 * Whether lintian and rpmlint, where they are here, say of finished packages what our table of warnings says that they do, and say
 * of a package that has no warning of ours only what no config can cure.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type WarningCode, WARNINGS } from '../../src/problems/codes/codes.ts';
import { run } from '../command_line/running.ts';
import { type Linter, LINTERS, type Tags } from '../support/linters.ts';
import { temporaryFolder } from '../support/packing.ts';

const SAMPLE = join(import.meta.dirname, 'sample');
const out = temporaryFolder();

const codes = Object.keys(WARNINGS) as WarningCode[];
const rows = (tool: 'lintian' | 'rpmlint') =>
  codes.flatMap((code) => (WARNINGS[code].says[tool] ?? []).map((tag): [string, string] => [code, tag]));

interface Warned {
  readonly code: string;
  readonly severity: string;
  readonly path?: readonly string[];
}

let warned: readonly Warned[];
beforeAll(async () => {
  const { status, stdout } = await run(['pack', '--config=packages.yaml', `--out=${out}`, '--json'], { cwd: SAMPLE });
  expect(status).toBe(0);
  warned = (JSON.parse(stdout) as { problems: Warned[] }).problems;
}, 120_000);

describe('the sample', () => {
  it('has everything that lintian or rpmlint would say, and nothing else is wrong with it', () => {
    const said = new Set(warned.map(({ code }) => code));
    const theirs = codes.filter((code) => Object.keys(WARNINGS[code].says).length > 0);
    expect(theirs.filter((code) => !said.has(code))).toEqual([]);
    expect(warned.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  });

  it('has a package without a warning', () => {
    expect(warned.filter(({ path }) => path?.[1] === 'good')).toEqual([]);
  });
});

describe.each(Object.entries(LINTERS))('of a %s', (format, linter) => {
  (linter.isHere ? describe : describe.skip)(linter.name, () => {
    let tags: Tags;
    beforeAll(async () => void (tags = await tagsOf(`.${format}`, linter)), 120_000);

    it.each(rows(linter.name))('%s is %s', (_code, tag) => {
      expect([...tags.values()].flatMap((some) => [...some])).toContain(tag);
    });

    it('says of a package without a warning only what no config can cure', () => {
      expect([...(tags.get('good') ?? [])].filter((tag) => !(tag in INCURABLE))).toEqual([]);
    });
  });
});

/** What is said of every package that we write, and why it stays. */
const INCURABLE: Readonly<Record<string, string>> = {
  'no-changelog': 'nobody has to keep one',
  'unknown-field': 'License and Vendor, which lintian does not know',
  'initial-upload-closes-no-bugs': 'the changelog is none of an upload to Debian',
  'package-supports-alternative-init-but-no-init.d-script': 'a unit is all that a service needs today',
  'no-manual-page-for-binary': 'rpmlint 2.4 takes the section of a page, `1`, for its name',
  'no-changelogname-tag': 'nobody has to keep a changelog',
  'no-signature': 'signing is out of scope',
  'only-non-binary-in-usr-lib': 'units of a noarch package are where systemd reads them',
};

function tagsOf(ending: string, { tagsOf: ask }: Linter): Promise<Tags> {
  const names = readdirSync(out).filter((name) => name.endsWith(ending));
  expect(names).toHaveLength(5);
  return ask(
    names.map((name) => join(out, name)),
    out,
  );
}
