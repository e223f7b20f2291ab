/** A light look at a licence: the grammar of SPDX, and the names that people write for what SPDX calls otherwise. */
import { lookUp } from '../system/look_up.ts';

/** https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/ */
const NAME = /^[A-Za-z0-9][A-Za-z0-9.+-]*(?::[A-Za-z0-9][A-Za-z0-9.-]*)?$/;

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

/** What is wrong with a licence, and the expression that is meant. */
export function licenseMistake(text: string): { message: string; hint?: string } | undefined {
  const meant = spelt(text);
  if (meant !== undefined) return { message: `"${text}" is not an SPDX identifier`, hint: `write \`${meant}\`` };
  const words = text.replace(/[()]/g, ' $& ').trim().split(/\s+/);
  let depth = 0;
  let isNameNext = true;
  for (const word of words) {
    if (word === '(' || word === ')') {
      depth += word === '(' ? 1 : -1;
      if (depth < 0 || (word === '(') !== isNameNext) return NO_EXPRESSION;
    } else if (isNameNext) {
      const other = spelt(word);
      if (other !== undefined) return { message: `"${word}" is not an SPDX identifier`, hint: `write \`${other}\`` };
      if (!NAME.test(word) || OPERATORS.includes(word.toUpperCase())) return NO_EXPRESSION;
      isNameNext = false;
    } else {
      if (!OPERATORS.includes(word)) {
        const upper = word.toUpperCase();
        return OPERATORS.includes(upper) ? { ...NO_EXPRESSION, hint: `write \`${upper}\`` } : NO_EXPRESSION;
      }
      isNameNext = true;
    }
  }
  return depth === 0 && !isNameNext ? undefined : NO_EXPRESSION;
}

const OPERATORS: readonly string[] = ['AND', 'OR', 'WITH'];
const NO_EXPRESSION = {
  message: 'the licence is not an SPDX expression: identifiers such as `Apache-2.0`, joined by AND, OR, WITH',
};

function spelt(text: string): string | undefined {
  const key = text.toLowerCase().replace(/[\s,_-]/g, '');
  const meant = lookUp(SPELLINGS, key);
  return meant === text ? undefined : meant;
}
