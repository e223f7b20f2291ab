/** The pages that people read. */
import { readdirSync } from 'node:fs';

/** What is in other folders is inputs of tests. */
const FOLDERS = ['bench', 'build', 'container', 'docs', 'e2e', 'examples', 'hack'];
export const PAGES: readonly string[] = [
  ...readdirSync('.'),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ),
].filter((name) => name.endsWith('.md'));
