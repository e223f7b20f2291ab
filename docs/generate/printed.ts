/** Every relation, content type and script: how it is written, and how dpkg-deb and rpm print it from a finished package. */
import { stringify } from 'yaml';
import { CONTENT_TYPES } from '../../src/schema/contents.ts';
import { SCRIPT_KINDS } from '../../src/schema/scripts.ts';
import { FIELDS } from '../../src/format/fields.ts';
import { type Format, FORMATS } from '../../src/format/format.ts';
import { RELATION_KINDS, RELATIONS, type RelationKind } from '../../src/format/relations.ts';
import { goldenCases, type GoldenPackage, goldenPackage, goldenPackages } from './golden.ts';
import { code, codeLines, table } from './markdown.ts';

export interface PrintedRow {
  readonly kind: string;
  readonly written: string;
  readonly deb: readonly string[];
  readonly rpm: readonly string[];
}

export function relationRows(): PrintedRow[] {
  const made = goldenPackage('relations', 'relations');
  return RELATION_KINDS.flatMap((kind) =>
    Object.entries((made.config[kind] ?? {}) as Record<string, unknown>).map(([name, value]) => {
      const others = FORMATS.flatMap((format) => overridden(made, format, kind, name));
      const names = [value, ...others.map(([, other]) => other)].flatMap((one) => namesIn(name, one));
      return {
        kind,
        written: [[kind, value] as const, ...others]
          .map(([path, one]) => (path === kind ? '' : `${path}: `) + written({ [name]: one }))
          .join(' '),
        deb: debEntries(made, kind).filter((entry) => names.some((one) => speaksOf(entry, one))),
        rpm: rpmEntries(made, kind).filter((entry) => names.some((one) => speaksOf(entry, one))),
      };
    }),
  );
}

// What is said of the relation for one format, and where.
function overridden({ config }: GoldenPackage, format: Format, kind: RelationKind, name: string): [string, unknown][] {
  const overrides = config['overrides'] as Record<string, Record<string, Record<string, unknown>>> | undefined;
  const value = overrides?.[format]?.[kind]?.[name];
  return value === undefined ? [] : [[`overrides.${format}.${kind}`, value]];
}

// What a relation may be called in a package: its handle, its names in a format, and its alternatives.
function namesIn(handle: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => namesIn(handle, item));
  if (typeof value !== 'object' || value === null) return [handle];
  const { deb, rpm, any = [], rich } = value as { deb?: unknown; rpm?: unknown; any?: string[]; rich?: string };
  const inFormats = [deb, rpm].flatMap(
    (own) => (typeof own === 'object' ? (own as { name?: string }).name : own) ?? [],
  );
  const alternatives = any.map((one) => one.split(' ')[0] ?? '');
  const first = rich === undefined ? [] : [rich.replace(/^\(+| .*$/g, '')];
  return [handle, ...inFormats.filter((own) => typeof own === 'string'), ...alternatives, ...first];
}

function speaksOf(entry: string, name: string): boolean {
  return entry
    .replace(/^[\w()-]+: /, '')
    .split(/[ |]+/)
    .some((word) => [word, word.replace(/^\(+/, ''), word.replace(/^\(+|\)+$/g, '')].includes(name));
}

/** `Depends: plain`, an entry each, of the fields of a kind. */
export function debEntries({ deb }: GoldenPackage, kind: RelationKind): string[] {
  return RELATIONS[kind].fields.deb.flatMap((field) => {
    const line = deb('fields').find((one) => one.startsWith(`${field}: `)) ?? '';
    const entries = line.slice(field.length + 2).split(', ');
    return entries.filter((entry) => entry !== '').map((entry) => `${field}: ${entry}`);
  });
}

/** `Requires(post): systemd >= 239`, of the tags of a kind. */
export function rpmEntries({ rpm }: GoldenPackage, kind: RelationKind): string[] {
  return RELATIONS[kind].fields.rpm.flatMap((tag) => {
    const [, plain = '', of] = /^(\w+?)s?(?:\((\w+)\))?$/.exec(tag) ?? [];
    const type = of === undefined ? /(?<! \((?:pre|post)(?:un|trans)?\))$/ : new RegExp(` \\(${of}\\)$`);
    const lines = rpm('relations').filter((line) => line.startsWith(`${plain.toUpperCase()}: `) && type.test(line));
    return lines.map(
      (line) =>
        `${tag}: ${line
          .slice(plain.length + 2)
          .replace(type, '')
          .trim()}`,
    );
  });
}

interface Content {
  readonly dst: string;
  readonly type?: string;
}

export function contentRows(): PrintedRow[] {
  const made = goldenPackage('content-types', 'types');
  const conffiles = made.deb('./conffiles');
  const contents = made.config['contents'] as readonly Content[];
  return CONTENT_TYPES.flatMap((kind) =>
    contents
      .filter(({ type = 'file' }) => type === kind)
      .map((content) => ({
        kind,
        written: written(content),
        deb: [
          ...of(made.deb('contents'), content, (line) => line.replace(/ +\d+ \d{4}-\d\d-\d\d [\d:]+ /, ' ')),
          ...conffiles.filter((path) => path === content.dst).map((path) => `conffiles: ${path}`),
        ],
        rpm: of(made.rpm('files'), content, (line) => line.replace(RPM_LINE, '$1 $2 $3')),
      })),
  );
}

// Without size, time and digest: what is left is the mode, the owner, the flags and the path, with a link's target.
const RPM_LINE = /^(\S+ \S+) \d+ \w+ \w+ +\d+ [\d:]+ \d+ (\w*) (\/\S+(?: (?![0-9a-f]{64})\S+)?).*$/;

function of(lines: readonly string[], { dst, type }: Content, brief: (line: string) => string): string[] {
  // A link names its target after its own path, and a folder of a deb ends in a slash.
  const pathOf = (line: string): string => / \.?(\/\S*?)\/?(?: |$)/.exec(line)?.[1] ?? '';
  return lines
    .filter((line) => pathOf(line) === dst || (type === 'tree' && pathOf(line).startsWith(`${dst}/`)))
    .map((line) => brief(line).replace(/ {2,}/g, ' ').trim());
}

/** Of each kind, from the first golden case that has one; `from` is its name. */
export function scriptRows(): (PrintedRow & { readonly from: string })[] {
  const made = goldenCases().flatMap((name) =>
    goldenPackages(name).map((called) => ({ from: name, made: goldenPackage(name, called) })),
  );
  return SCRIPT_KINDS.flatMap((kind) => {
    const rows = made.flatMap(({ from, made: one }) => scriptRow(kind, one).map((row) => ({ ...row, from })));
    return rows.slice(0, 1);
  });
}

function scriptRow(kind: string, made: GoldenPackage): PrintedRow[] {
  const file = (made.config['scripts'] as Record<string, string> | undefined)?.[kind];
  const { deb = '', rpm = '' } = FIELDS.find(({ key }) => key === kind) ?? {};
  if (file === undefined) return [];
  const member = made.deb(`./${deb}`);
  return [
    {
      kind,
      written: written({ [kind]: file }),
      deb: member.length === 0 ? [] : [`${deb}:`, ...member],
      rpm: scriptlet(made.rpm('scripts'), SCRIPTLETS[rpm] ?? rpm),
    },
  ];
}

/** What \`rpm --scripts\` calls a tag of a spec. */
const SCRIPTLETS: Readonly<Record<string, string>> = {
  Prein: 'preinstall',
  Postin: 'postinstall',
  Preun: 'preuninstall',
  Postun: 'postuninstall',
  Pretrans: 'pretrans',
  Posttrans: 'posttrans',
  Verifyscript: 'verify',
};

function scriptlet(lines: readonly string[], name: string): string[] {
  const starts = /^\w+ (?:scriptlet|program|script)/;
  const first = lines.findIndex((line) => starts.test(line) && line.startsWith(`${name} `));
  if (first < 0) return [];
  const next = lines.findIndex((line, index) => index > first && starts.test(line));
  return lines.slice(first, next < 0 ? undefined : next);
}

function written(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: true }).trim();
}

/** As Markdown; a kind is named where it first stands. */
export function printedTable(what: string, rows: readonly PrintedRow[]): string {
  return table(
    [what, 'in packages.yaml', 'dpkg-deb prints', 'rpm prints'],
    rows.map(({ kind, ...row }, index) => [
      rows[index - 1]?.kind === kind ? '' : code(kind),
      code(row.written),
      row.deb.length === 0 ? 'nothing' : codeLines(row.deb),
      row.rpm.length === 0 ? 'nothing' : codeLines(row.rpm),
    ]),
  );
}
