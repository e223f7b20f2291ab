/** docs/configuration.md, from the schema: every key once, where it first stands. */
import { RELATIONS } from '../../src/format/relations.ts';
import { FIELDS } from '../../src/format/fields.ts';
import { type DocumentedKey, documentedKeys } from './keys.ts';

export function configurationPage(): string {
  const keys = documentedKeys();
  const sections = [...new Set(keys.map(({ section }) => section))].map((section) =>
    [`## ${section === '' ? 'The set' : code(section)}`, ...table(keys.filter((key) => key.section === section))].join(
      '\n\n',
    ),
  );
  return `${[INTRODUCTION, ...sections, ...fields()].join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from src/config/schema.ts by \`npm run docs\`. Do not edit. -->

# The keys of packages.yaml

\`NAME\` stands for a name of your own and \`[]\` for the items of a list. A key without a default can be left out unless it is
marked as needed. What several keys share, as all relations do, is explained at the first of them. [errors.md](errors.md) explains what is answered to mistakes. For completion in an editor, begin the file with
\`# yaml-language-server: $schema=…/docs/packages.schema.json\`.`;

function table(keys: readonly DocumentedKey[]): string[] {
  const rows = keys.map(({ name, is, fallback, description }) =>
    row([code(name), escape(is), fallback === undefined ? '' : escape(fallback), escape(description)]),
  );
  return [[row(['key', 'value', 'default', 'meaning']), row(['---', '---', '---', '---']), ...rows].join('\n')];
}

// What a key becomes: the table that the engines read too.
function fields(): string[] {
  const relations = Object.entries(RELATIONS).map(
    ([
      key,
      {
        fields: { deb, rpm },
      },
    ]) => ({
      key,
      deb: deb.join(', '),
      rpm: rpm.join(', '),
    }),
  );
  const plain = FIELDS.filter(({ key }) => !Object.hasOwn(RELATIONS, key));
  const rows = [...plain, ...relations].map(({ key, deb, rpm }) =>
    row([
      code(key),
      deb === undefined || deb === '' ? 'nothing' : deb,
      rpm === undefined || rpm === '' ? 'nothing' : rpm,
    ]),
  );
  return [
    '## What a key becomes',
    'The control field (or the script) of a deb, and the tag of an rpm.',
    [row(['key', 'deb', 'rpm']), row(['---', '---', '---']), ...rows].join('\n'),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
