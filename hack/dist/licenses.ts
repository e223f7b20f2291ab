/** The licences of what is bundled: those npm packages want their text to go along. */
import { readdirSync, readFileSync } from 'node:fs';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: unknown;
}

/** Lists of names, which are data and bring no text of their licence: who made them, and where the licence is, is what it asks for. */
const DATA_LICENSES: readonly string[] = ['CC-BY-3.0', 'CC0-1.0'];

/** One text of all. Throws where a package does not bring its licence. */
export function licenses(folders: readonly string[]): string {
  const texts = folders.map((folder) => {
    const about = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;
    const { name, version, license } = about;
    return `${name} ${version}, ${license ?? 'no SPDX name'}\n\n${licenseText(folder, about)}`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n`);
}

function licenseText(folder: string, { license = '', author }: PackageJson): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined && DATA_LICENSES.includes(license)) {
    return `By ${typeof author === 'string' ? author : 'its authors'}: https://spdx.org/licenses/${license}.html\n`;
  }
  if (name === undefined) throw new Error(`${folder} has no file with its licence`);
  return `${readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
}
