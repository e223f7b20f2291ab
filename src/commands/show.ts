/** `onepack show`: what is in a deb or an rpm, whoever made it. */
import type { PackageFacts } from '../release/package_facts.ts';
import { readPackage } from '../release/read_package.ts';
import { showText } from '../release/show_text.ts';
import type { Io } from '../system/io.ts';

export interface ShowOptions {
  /** Package files, from the working directory. */
  readonly files: readonly string[];
}

export interface ShowResults {
  readonly packages: readonly PackageFacts[];
}

/** Throws an InputError if a file is not there, is no package, or is too damaged to be read. */
export async function show({ files }: ShowOptions, io: Io): Promise<ShowResults> {
  const packages: PackageFacts[] = [];
  for (const name of files) packages.push(await readPackage(name, io.cwd));
  if (io.isQuiet !== true) io.stdout(packages.map(showText).join('\n'));
  return { packages };
}
