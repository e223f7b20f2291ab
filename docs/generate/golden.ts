/** What the golden cases say, and what dpkg-deb and rpm print of the packages that they give: test/golden/golden.test.ts proves it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../test/golden');

export interface GoldenPackage {
  /** As the config has it: `overrides` and all. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly deb: Printed;
  readonly rpm: Printed;
}

/** The lines of a section of a description: `fields`, `contents`, `./preinst`, `scripts`. */
export type Printed = (section: string) => readonly string[];

/** The names of all cases. */
export function goldenCases(): string[] {
  const entries = readdirSync(FOLDER, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function goldenConfig(name: string): unknown {
  return parse(readFileSync(join(FOLDER, name, 'packages.yaml'), 'utf8'));
}

/** A package of a case, for its one architecture. */
export function goldenPackage(name: string, called: string): GoldenPackage {
  const { packages } = goldenConfig(name) as { packages: Record<string, Record<string, unknown>> };
  return {
    config: packages[called] ?? {},
    deb: printed(name, called, '.deb.txt'),
    rpm: printed(name, called, '.rpm.txt'),
  };
}

/** The names of the packages of a case; none where its config is not to be had. */
export function goldenPackages(name: string): string[] {
  const { packages } = goldenConfig(name) as { packages?: Record<string, unknown> };
  return Object.keys(packages ?? {});
}

function printed(name: string, called: string, ending: string): Printed {
  const folder = join(FOLDER, name, 'expected');
  const starts = ending === '.deb.txt' ? `${called}_` : `${called}-`;
  const file = readdirSync(folder)
    .sort()
    .find((entry) => entry.startsWith(starts) && entry.endsWith(ending));
  // A package may be of one format alone.
  if (file === undefined) return () => [];
  const sections = readFileSync(join(folder, file), 'utf8').split(/^== /m);
  return (title) => {
    const section = sections.find((one) => one.startsWith(`${title}\n`)) ?? '';
    return section
      .split('\n')
      .slice(1)
      .filter((line) => line !== '');
  };
}
