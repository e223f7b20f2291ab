/** The licences of what is bundled: those npm packages want their text to go along. */
import { readdirSync, readFileSync } from 'node:fs';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** One text of all. Throws where a package does not bring its licence. */
export function licenses(folders: readonly string[]): string {
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as PackageJson;
    return `${name} ${version}, ${license ?? 'no SPDX name'}\n\n${licenseText(folder)}`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n`);
}

function licenseText(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined) throw new Error(`${folder} has no file with its licence`);
  return `${readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
}
