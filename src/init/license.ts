/** Licences by their texts. https://spdx.org/licenses/ */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface LicenseFile {
  /** The name of the file in its folder. */
  readonly name: string;
  /** SPDX identifiers: usually one; none if the text is unknown, several if it contains several licences. */
  readonly licenses: readonly string[];
  readonly text: string;
}

const NAME = /^(?:licen[cs]e|copying|unlicense)(?:[.-][\w.+-]*)?$/i;

/** The files of a folder that have the name of a licence file. */
export async function licenseFiles(folder: string): Promise<LicenseFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && NAME.test(entry.name)).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const text = await startOf(join(folder, name));
      return { name, licenses: licensesIn(text), text };
    }),
  );
}

/** Each licence by a phrase that no other one has, in lower case and with single spaces. */
const BODIES: Readonly<Record<string, RegExp>> = {
  'Apache-2.0': /apache license,? version 2\.0, january 2004/,
  'BSD-2-Clause': /redistribution and use in source and binary forms(?!.*(?:endorse or promote|advertising materials))/,
  // The third clause begins with "neither the name …" or "the name of the author"; in Apache-1.1 names "must not be used".
  'BSD-3-Clause':
    /redistribution and use in source and binary forms(?!.*advertising materials).*may (?:not )?be used to endorse or promote/,
  'BSD-4-Clause':
    /redistribution and use in source and binary forms.*all advertising materials.*may (?:not )?be used to endorse or promote/,
  'BSL-1.0': /boost software license - version 1\.0 - august 17th, 2003/,
  curl: /permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted, provided that.*except as contained in this notice/,
  ISC: /permission to use, copy, modify, (?:and\/or|and) distribute this software for any purpose with or without fee is hereby granted, provided that(?!.*except as contained in this notice)/,
  '0BSD':
    /permission to use, copy, modify, and\/or distribute this software for any purpose with or without fee is hereby granted\./,
  MIT: /permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files.*the above copyright notice and this permission notice(?: \(including the next paragraph\))? shall be included(?!.*except as contained in this notice)/,
  'MPL-2.0': /mozilla public license,? version 2\.0 (?:=+ )?1\. definitions/,
  X11: /permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files(?!.*distribute with modifications).*except as contained in this notice, the names? of .* shall not be used in advertising/,
  Unlicense: /this is free and unencumbered software released into the public domain/,
  Zlib: /altered source versions must be plainly marked as such/,
};

/** Licences whose texts mention each other are told apart by their beginnings. */
const TITLES: Readonly<Record<string, RegExp>> = {
  'AGPL-3.0-only': /^gnu affero general public license version 3,/,
  'CC0-1.0': /^(?:creative commons (?:legal code )?)?cc0 1\.0 universal/,
  'EPL-2.0': /^eclipse public license - v 2\.0/,
  'EUPL-1.2': /^european union public licence v\. ?1\.2/,
  'GPL-2.0-only': /^gnu general public license version 2,/,
  'GPL-3.0-only': /^gnu general public license version 3,/,
  'LGPL-2.1-only': /^gnu lesser general public license version 2\.1,/,
  'LGPL-3.0-only': /^gnu lesser general public license version 3,/,
};

/** Whether the text itself does not tell if a later version is allowed. */
export function mayBeLater(license: string): boolean {
  return license.endsWith('-only');
}

/** All licences that the text contains. A line `SPDX-License-Identifier:` decides alone. */
export function licensesIn(text: string): string[] {
  const [, said] = /^\W*SPDX-License-Identifier:[ \t]*(\S(?:.*\S)?)[ \t]*$/m.exec(text) ?? [];
  // The comment may end on the same line.
  if (said !== undefined) return [said.replace(/\s*(?:-->|\*\/|\*\)|#\}|-\})$/, '')];
  const plain = text.toLowerCase().replace(/\s+/g, ' ').trim();
  const title = matching(TITLES, plain);
  return title.length > 0 ? title : matching(BODIES, plain);
}

function matching(patterns: Readonly<Record<string, RegExp>>, text: string): string[] {
  return Object.entries(patterns).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

async function startOf(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return '';
  try {
    const bytes = Buffer.alloc(128 * 1024);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
