/** The licences of what is bundled: those npm packages want their text to go along. */
import { readdirSync, readFileSync } from 'node:fs';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
}

/** One text of all. Throws where a package has neither the text nor a licence that needs none. */
export function licenses(): string {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
  const bundled = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && dev !== true);
  const texts = bundled.map(([folder, { version, license = 'unknown' }]) => {
    const name = folder.replace(/^.*node_modules\//, '');
    return `${name} ${version}, ${license}\n\n${licenseText(folder)}`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n`);
}

function licenseText(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined) throw new Error(`${folder} has no file with its licence`);
  return `${readFileSync(`${folder}/${name}`, 'utf8').replaceAll('\r\n', '\n').trim()}\n`;
}
