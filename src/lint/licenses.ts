/**
 * Whether a licence is an SPDX expression (https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/), and the names
 * that people write for what SPDX calls otherwise.
 */
import parse from 'spdx-expression-parse';
import { lookUp } from '../system/look_up.ts';

/** By how they are written, in lower case without blanks, `-`, `_`, `,`: https://spdx.org/licenses/ */
const SPELLINGS: Readonly<Record<string, string>> = {
  agplv3: 'AGPL-3.0-only', 'agplv3+': 'AGPL-3.0-or-later', apache: 'Apache-2.0', apache2: 'Apache-2.0', 'apache2.0': 'Apache-2.0',
  apachev2: 'Apache-2.0', 'apachev2.0': 'Apache-2.0', apachelicense: 'Apache-2.0', 'apachelicense2.0': 'Apache-2.0',
  'apachelicenseversion2.0': 'Apache-2.0', asl: 'Apache-2.0', asl2: 'Apache-2.0', 'asl2.0': 'Apache-2.0', bsd: 'BSD-3-Clause',
  bsd2: 'BSD-2-Clause', bsd2clause: 'BSD-2-Clause', bsd3: 'BSD-3-Clause', bsd3clause: 'BSD-3-Clause', gpl: 'GPL-2.0-or-later',
  gpl2: 'GPL-2.0-only', 'gpl2+': 'GPL-2.0-or-later', gpl3: 'GPL-3.0-only', 'gpl3+': 'GPL-3.0-or-later', gplv2: 'GPL-2.0-only',
  'gplv2+': 'GPL-2.0-or-later', gplv3: 'GPL-3.0-only', 'gplv3+': 'GPL-3.0-or-later', lgpl: 'LGPL-2.1-or-later',
  lgplv2: 'LGPL-2.0-only', 'lgplv2+': 'LGPL-2.0-or-later', 'lgplv2.1': 'LGPL-2.1-only', 'lgplv2.1+': 'LGPL-2.1-or-later',
  lgplv3: 'LGPL-3.0-only', 'lgplv3+': 'LGPL-3.0-or-later', mitlicense: 'MIT', 'mplv1.1': 'MPL-1.1', mpl: 'MPL-2.0',
  mplv2: 'MPL-2.0', 'mplv2.0': 'MPL-2.0', bsdish: 'BSD-3-Clause', publicdomain: 'LicenseRef-Public-Domain', proprietary: 'LicenseRef-Proprietary',
  commercial: 'LicenseRef-Commercial',
}; // prettier-ignore

/** Finds what is wrong with a licence, and the expression that was probably meant. */
export function licenseMistake(text: string): { message: string; hint?: string } | undefined {
  const short = text.replace(OR_LATER, '+');
  if (short !== text) {
    const later = licenseMistake(short);
    const hint = later?.hint ?? `write \`${short.replace(/(-\d[\d.]*)(?:-only)?\+/g, '$1-or-later')}\``;
    return { message: `"${text}" is not an SPDX expression`, hint };
  }
  const meant = spelt(text);
  if (meant !== undefined) return { message: `"${text}" is not an SPDX identifier`, hint: `write \`${meant}\`` };
  const mistaken = mistakenWord(text);
  if (mistaken !== undefined) return mistaken;
  try {
    parse(text);
    return undefined;
  } catch {
    return NO_EXPRESSION;
  }
}

/** How people describe GNU licences in words. */
const OR_LATER = /\+?,?\s+or\s+(?:\(at your option\)\s+)?(?:any\s+)?(?:later|newer)(?:\s+versions?)?/gi;

const NO_EXPRESSION = {
  message: 'the licence is not an SPDX expression: identifiers such as `Apache-2.0`, joined by AND, OR, WITH',
};
const OPERATORS: readonly string[] = ['AND', 'OR', 'WITH'];

// The first word that SPDX spells differently. Its operators must be in capitals.
function mistakenWord(text: string): { message: string; hint?: string } | undefined {
  for (const word of text.split(/[\s()]+/).filter((part) => part !== '' && !OPERATORS.includes(part))) {
    const upper = word.toUpperCase();
    if (OPERATORS.includes(upper)) return { ...NO_EXPRESSION, hint: `write \`${upper}\`` };
    const other = spelt(word) ?? spelt(word.replace(/,$/, ''));
    if (other !== undefined) return { message: `"${word}" is not an SPDX identifier`, hint: `write \`${other}\`` };
  }
  return undefined;
}

function spelt(text: string): string | undefined {
  const key = text.toLowerCase().replace(/[\s,_-]/g, '');
  const meant = lookUp(SPELLINGS, key);
  return meant === text ? undefined : meant;
}
