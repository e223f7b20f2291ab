/** The texts that describe a package: who, what, under which licence. */
import type { PackageConfig } from '../config/schema.ts';
import type { KeyPath } from '../diagnostics.ts';
import { type Format, formats } from '../format/format.ts';
import { didYouMean } from '../config/suggest.ts';
import type { ProblemCode } from '../problem_codes/problem_codes.ts';
import type { Limits } from './limits.ts';
import type { Plan } from './plan.ts';
import type { Mistake, Reader } from './reader.ts';
import type { Scope } from './variables.ts';

export const FIELD_NAMES = [
  'maintainer',
  'vendor',
  'homepage',
  'license',
  'section',
  'priority',
  'summary',
  'description',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

type Fields = Pick<Plan, FieldName>;

/** What dpkg or rpm refuses to be without: a deb's Maintainer and Description, an rpm's Summary and License. */
const NEEDED = {
  deb: ['maintainer', 'summary'],
  rpm: ['maintainer', 'summary', 'license'],
} as const satisfies Readonly<Record<Format, readonly FieldName[]>>;
type NeededField = (typeof NEEDED)[Format][number];

function isNeeded(field: FieldName, format: Format): field is NeededField {
  const needed: readonly FieldName[] = NEEDED[format];
  return needed.includes(field);
}

/** https://www.debian.org/doc/debian-policy/ch-archive.html#priorities; `extra` is in old packages still. */
const PRIORITIES = ['required', 'important', 'standard', 'optional', 'extra'];

/** `defaults` lie under the package. Undefined where something is wrong, which is then reported. */
export function readFields(
  own: PackageConfig,
  name: string,
  format: Format,
  limits: Limits,
  scope: Scope,
  reader: Reader,
): Fields | undefined {
  const fields: Partial<Record<FieldName, string>> = {};
  let isFine = true;
  for (const field of FIELD_NAMES) {
    const found = find(own, name, field, reader);
    const text = found === undefined ? undefined : reader.read(found.text, found.path, scope);
    const value = text?.trim();
    const mistake = found === undefined ? undefined : mistakeIn(field, value, format);
    if (found !== undefined && mistake !== undefined) reader.report({ ...mistake, path: found.path });
    // The summary is the description where there is no other.
    if (found !== undefined && (field === 'description' || (field === 'summary' && own.description === undefined))) {
      reportLines(value ?? '', found.path, limits, reader);
    }
    if (found === undefined && isNeeded(field, format)) {
      const code: ProblemCode = `missing-${field}`;
      const hint = `write \`${field}:\` there${field === 'summary' ? '' : ' or, for all packages, in `defaults`'}`;
      const message = `${formats[format].called} needs a ${field}, and ${name} has none`;
      const missed = field === 'summary' ? { missed: noSuchPackage(name, reader) } : {};
      reader.report({ code, message, path: ['packages', name], atKey: true, hint, ...missed });
      isFine = false;
    }
    if (found !== undefined && (value === undefined || mistake !== undefined)) isFine = false;
    if (value !== undefined) fields[field] = value;
  }
  const { maintainer, summary } = fields;
  if (!isFine || maintainer === undefined || summary === undefined) return undefined;
  return { ...fields, maintainer, summary, description: fields.description ?? summary };
}

function noSuchPackage(name: string, { located }: Reader): string {
  const meant = didYouMean(name, Object.keys(located.config.packages));
  return `no package \`${name}\` is here to be changed${meant === undefined ? '' : `; ${meant}`}`;
}

function find(own: PackageConfig, name: string, field: FieldName, reader: Reader) {
  const text = own[field];
  if (text !== undefined) return { text, path: ['packages', name, field] };
  if (field === 'summary' || field === 'description') return undefined;
  const common = reader.located.config.defaults?.[field];
  return common === undefined ? undefined : { text: common, path: ['defaults', field] };
}

function reportLines(text: string, path: KeyPath, { descriptionLine, because }: Limits, reader: Reader): void {
  for (const line of text.split('\n')) {
    if (descriptionLine?.test(line) !== true) continue;
    const token = line.trim();
    const message = `a line of a description cannot begin with "${token[0] ?? ''}" because ${because}`;
    reader.report({ code: 'engine-limit', message, path, token });
  }
}

// A newline would begin another field; https://www.debian.org/doc/debian-policy/ch-controlfields.html#syntax-of-control-files
function mistakeIn(field: FieldName, value: string | undefined, format: Format): Omit<Mistake, 'path'> | undefined {
  if (value === undefined) return undefined;
  if (value === '')
    return { code: 'field-empty', message: `"${field}" is empty; leave the key out, or give it a value` };
  if (field !== 'description' && /[\r\n]/.test(value)) {
    return { code: 'field-newline', message: `"${field}" must be one line, but has a line break` };
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(value)) {
    return { code: 'field-control', message: `"${field}" has a control character` };
  }
  if (format === 'rpm') return undefined;
  if (field === 'priority' && !PRIORITIES.includes(value)) {
    const hint = didYouMean(value, PRIORITIES);
    const message = `a deb's priority is ${PRIORITIES.join(', ')}, not "${value}"`;
    return { code: 'priority', message, ...(hint === undefined ? {} : { hint }) };
  }
  if (field === 'section' && !/^[a-z0-9.+-]+(?:\/[a-z0-9.+-]+)?$/i.test(value)) {
    return { code: 'section', message: `a deb's section is one word, or "area/section", not "${value}"` };
  }
  return undefined;
}
