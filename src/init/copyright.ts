/** The `copyright` file of a deb: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/ */
import { lookUp } from '../system/look_up.ts';
import type { Facts } from './facts.ts';
import type { LicenseFile } from './license.ts';

/** Licences whose text is on every Debian system, below /usr/share/common-licenses: a copyright file names them and has no copy. */
const COMMON: Readonly<Record<string, string>> = {
  'Apache-2.0': 'Apache-2.0',
  'CC0-1.0': 'CC0-1.0',
  'GFDL-1.2': 'GFDL-1.2',
  'GFDL-1.3': 'GFDL-1.3',
  'GPL-1.0': 'GPL-1',
  'GPL-2.0': 'GPL-2',
  'GPL-3.0': 'GPL-3',
  'LGPL-2.0': 'LGPL-2',
  'LGPL-2.1': 'LGPL-2.1',
  'LGPL-3.0': 'LGPL-3',
  'MPL-1.1': 'MPL-1.1',
  'MPL-2.0': 'MPL-2.0',
};

export function copyrightText({ name, homepage, license, licenseFiles }: Facts): string {
  const texts = licenseFiles.map(termsOf);
  const terms = texts.length > 0 ? texts : [named(license.value) ?? 'FILL IN: the terms of the licence.'];
  const holders = [...new Set(licenseFiles.flatMap(holdersIn))];
  const [first = `The authors of ${name}`, ...others] = holders;
  return [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    `Upstream-Name: ${name}`,
    ...(homepage === undefined ? [] : [`Source: ${homepage.value}`]),
    '',
    'Files: *',
    `Copyright: ${first}`,
    ...others.map((holder) => `           ${holder}`),
    // The standard joins licences by words in small letters.
    `License: ${license.value.replace(/ (OR|AND|WITH) /g, (word) => word.toLowerCase())}`,
    ...terms.join('\n\n').split('\n').map(continued),
    '',
  ].join('\n');
}

function termsOf({ licenses, text }: LicenseFile): string {
  const [license = ''] = licenses;
  return (licenses.length === 1 ? named(license) : undefined) ?? text.replace(/\r\n?/g, '\n').trim();
}

function named(license: string): string | undefined {
  const file = lookUp(COMMON, license.replace(/-(?:only|or-later)$/, ''));
  if (file === undefined) return undefined;
  return `On Debian systems, the text of the license ${license} is in\n/usr/share/common-licenses/${file}.`;
}

// Of the licence's own text, and of what it tells people to write, are no holders: these licences end or begin with them.
function holdersIn({ licenses, text }: LicenseFile): string[] {
  if (licenses.some((license) => named(license) !== undefined)) return [];
  const lines = text.matchAll(/^[ \t]*Copyright[ \t]+(?:\(c\)|©)?[ \t]*(\d{4}\S*[^\r\n]*?)[ \t]*\r?$/gim);
  return [...lines].map(([, holder = '']) => holder);
}

// A blank line is a dot. Other control characters have no place in such a file.
function continued(line: string): string {
  const text = line.replace(/[^\P{Cc}\t]/gu, '').trimEnd();
  return text === '' ? ' .' : ` ${text}`;
}
