/** What people write into fields: plain, odd, and what control files, spec files and shells read something into. */
import type { Random } from '../support/random.ts';

const WORDS = [
  'a tool', 'Ünïcode', '100% sure', '%{name}', '%%', '$HOME', '`id`', '"quoted"', "it's", 'back\\slash', '{{x}}', '<b>', 'a, b', 'x: y',
  '日本語', '$${version}', '[x]', '*', '&', '|', ';', '(or)', '~', '\\', 'tab\there', '  two blanks', 'e\u0301',
]; // prettier-ignore

/** How a line of a description begins: not as one of a spec would. */
const STARTS = ['', ' ', '  ', '* ', '- ', '. ', '.', 'License: ', 'Description: ', '<'];

export function line(random: Random): string {
  return `X ${random.some(WORDS, 0, 4).join(' ')}`.replaceAll('\t', ' ').trim();
}

export function description(random: Random): string {
  const lines = Array.from({ length: 1 + random.below(5) }, () =>
    random.oneIn(4)
      ? ''
      : `${random.pick(STARTS)}${random.pick(['word', 'Wörter', '0'])} ${random.some(WORDS, 0, 4).join(' ')}`,
  );
  return ['First line', ...lines, random.pick(['end', 'end \\', 'end\n', 'end\n\n', ''])].join('\n');
}

export const MAINTAINERS = [
  'Jo Doe <jo@example.com>',
  'Jörg "J" Ødegård <joerg@example.org>',
  "O'Neil, %{x} (QA) <o@x.y>",
];
export const LICENSES = ['MIT', 'Apache-2.0 AND (MIT OR GPL-2.0-only)', 'GPLv2+ & "other"'];
export const VENDORS = ["Acme's", 'Ünïted 100% {Inc}', 'V'];
export const HOMEPAGES = ['https://example.com', 'https://example.com/%20a?b=c&d#e', "https://example.com/~u/'x'"];
export const DEB_SECTIONS = ['admin', 'utils', 'non-free/libs'];
export const RPM_GROUPS = ['Applications/System', 'System Environment/Base 100%', 'x'];
export const PRIORITIES = ['optional', 'extra', 'required'];

export const DEB_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Bugs: ['https://bugs.example.com/%20x', 'mailto:x@example.com'],
  Origin: ['Example & Söhne "GmbH" $HOME `id` 100% {{x}} \\n'],
  'Multi-Arch': ['foreign', 'allowed', 'no'],
  Essential: ['no', 'yes'],
  Protected: ['yes'],
  Source: ['other-src (1:1.0-1)', 'src'],
  'Built-Using': ['gcc-12 (= 12.2.0-14), binutils (= 2.40-2)'],
  'X-Y': ['a: b'],
};

export const RPM_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Distribution: ['Example & Söhne "GmbH" %{name} 100%'],
  BugURL: ['https://bugs.example.com/%20x'],
  VCS: ['git:https://example.com/x.git'],
  DistTag: ['el9'],
  ModularityLabel: ['tools:1:2:3'],
  TranslationURL: ['https://example.com/t'],
  UpstreamReleases: ['https://example.com/r'],
  Prefixes: ['/opt', '/usr /srv'],
};
