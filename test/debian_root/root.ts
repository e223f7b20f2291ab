/** What dpkg and apt know of the machine that the tests run on; nothing where it is no Debian. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const STATUS = '/var/lib/dpkg/status';
export const isDebian = existsSync(STATUS);

/** A package by its control fields, continuation lines left out. */
export type Fields = ReadonlyMap<string, string>;

/** Those that are installed, and those that apt has lists of. */
export function packagesOfRoot(): { readonly installed: Fields[]; readonly known: Fields[] } {
  const installed = fieldsOf(readFileSync(STATUS, 'utf8'));
  try {
    const known = execFileSync('apt-cache', ['dumpavail'], { encoding: 'utf8', maxBuffer: 1e9, stdio: 'pipe' });
    return { installed, known: fieldsOf(known) };
  } catch {
    return { installed, known: [] };
  }
}

function fieldsOf(text: string): Fields[] {
  const paragraphs = text.split('\n\n').filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map(
    (paragraph) =>
      new Map([...paragraph.matchAll(/^([A-Za-z-]+): (.*)$/gm)].map(([, key = '', value = '']) => [key, value])),
  );
}

/** The paths of each installed package, by the name that dpkg's files have. */
export function pathsOfRoot(): Map<string, string[]> {
  return new Map(
    globSync('/var/lib/dpkg/info/*.list').map((file) => [
      basename(file, '.list'),
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((path) => path.startsWith('/') && path !== '/.'),
    ]),
  );
}

/** `3 a, 1 b`. */
export function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ') || 'none';
}
