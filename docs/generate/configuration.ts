/** docs/configuration.md, from the schema: every key once, where it first stands. */
import { type DocumentedKey, documentedKeys } from './keys.ts';
import { code, escape, table } from './markdown.ts';
import { nfpmNamesOf } from './nfpm_keys.ts';

export function configurationPage(): string {
  const keys = documentedKeys();
  const sections = [...new Set(keys.map(({ section }) => section))].map((section) =>
    [
      `## ${section === '' ? 'The set' : code(section)}`,
      table(HEAD, keys.filter((key) => key.section === section).map(rowOf)),
    ].join('\n\n'),
  );
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from src/schema/ by \`npm run docs\`. Do not edit. -->

# The keys of packages.yaml

\`NAME\` stands for a name of your own and \`[]\` for the items of a list. A key without a default can be left out unless it is
marked as needed. What several keys share, as all relations do, is explained at the first of them. The columns *deb* and *rpm* say what a
key becomes there: a control field or a file beside it, a tag or a scriptlet as rpm names it; nothing for a key that only says how
packages are built. The column *nfpm* has nfpm's name for it; [keys.md](keys.md) has all of nfpm's keys, and what
dpkg-deb and rpm print of every relation, content type and script.

[errors.md](errors.md) explains the messages for mistakes. For completion in an editor, begin the file with
\`# yaml-language-server: $schema=…/docs/packages.schema.json\`.`;

const HEAD = ['key', 'value', 'default', 'meaning', 'deb', 'rpm', 'nfpm'];

function rowOf(key: DocumentedKey): string[] {
  const { name, is, fallback, description, meta } = key;
  const { deb = '', rpm = '' } = meta;
  return [
    code(name),
    escape(is),
    escape(fallback ?? ''),
    escape(description),
    escape(deb),
    escape(rpm),
    nfpmNamesOf(key).map(code).join(', '),
  ];
}
