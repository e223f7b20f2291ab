/** The texts that describe a package: who, what, under which licence. */
import type { PackageConfig } from '../schema/schema.ts';
import type { KeyPath } from '../problems/problem.ts';
import { TEXT_KEYS, type TextKey } from '../format/fields.ts';
import type { Format } from '../format/format.ts';
import { formats } from '../format/formats.ts';
import { didYouMean } from '../problems/suggest.ts';
import type { ProblemCode } from '../problems/codes/codes.ts';
import type { Engine } from './limits.ts';
import type { Plan } from './plan.ts';
import type { Mistake, Resolver } from './resolver.ts';
import type { Scope } from './variables.ts';

type Fields = Pick<Plan, TextKey>;

/** What dpkg or rpm refuses to be without: a deb's Maintainer and Description, an rpm's Summary and License. */
const NEEDED = {
  deb: ['maintainer', 'summary'],
  rpm: ['maintainer', 'summary', 'license'],
} as const satisfies Readonly<Record<Format, readonly TextKey[]>>;
type NeededField = (typeof NEEDED)[Format][number];

function isNeeded(field: TextKey, format: Format): field is NeededField {
  const needed: readonly TextKey[] = NEEDED[format];
  return needed.includes(field);
}

/** https://www.debian.org/doc/debian-policy/ch-archive.html#priorities; `extra` is in old packages still. */
const PRIORITIES = ['required', 'important', 'standard', 'optional', 'extra'];

/** `defaults` lie under the package. Undefined where something is wrong, which is then reported. */
export function resolveFields(
  own: PackageConfig,
  name: string,
  format: Format,
  engine: Engine,
  scope: Scope,
  resolver: Resolver,
): Fields | undefined {
  const fields: Partial<Record<TextKey, string>> = {};
  let isFine = true;
  for (const field of TEXT_KEYS) {
    const found = find(own, name, field, resolver);
    const text = found === undefined ? undefined : resolver.resolve(found.text, found.path, scope);
    const value = text?.trim();
    const mistake = found === undefined ? undefined : mistakeIn(field, value, format);
    if (found !== undefined && mistake !== undefined) resolver.report({ ...mistake, path: found.path });
    // The summary is the description where there is no other.
    if (found !== undefined && (field === 'description' || (field === 'summary' && own.description === undefined))) {
      reportLines(value ?? '', found.path, engine);
    }
    if (found === undefined && isRefused(name, field, resolver)) isFine = false;
    else if (found === undefined && isNeeded(field, format)) {
      const code: ProblemCode = `missing-${field}`;
      const hint = `write \`${field}:\` there${field === 'summary' ? '' : ' or, for all packages, in `defaults`'}`;
      const message = `${formats[format].called} needs a ${field}, and ${name} has none`;
      const missed = field === 'summary' ? { missed: noSuchPackage(name, resolver) } : {};
      resolver.report({ code, message, path: ['packages', name], atKey: true, hint, ...missed });
      isFine = false;
    }
    if (found !== undefined && (value === undefined || mistake !== undefined)) isFine = false;
    if (value !== undefined) fields[field] = value;
  }
  const { maintainer, summary } = fields;
  if (!isFine || maintainer === undefined || summary === undefined) return undefined;
  return { ...fields, maintainer, summary, description: fields.description ?? summary };
}

function isRefused(name: string, field: TextKey, { located }: Resolver): boolean {
  return located.isRefused(['packages', name, field]) || located.isRefused(['defaults', field]);
}

function noSuchPackage(name: string, { located }: Resolver): string {
  const meant = didYouMean(name, Object.keys(located.config.packages));
  return `no package \`${name}\` is here to be changed${meant === undefined ? '' : `; ${meant}`}`;
}

// `defaults` have all of them but those that tell one package from another.
function find(own: PackageConfig, name: string, field: TextKey, resolver: Resolver) {
  const text = own[field];
  if (text !== undefined) return { text, path: ['packages', name, field] };
  if (field === 'summary' || field === 'description') return undefined;
  const common = resolver.located.config.defaults?.[field];
  return common === undefined ? undefined : { text: common, path: ['defaults', field] };
}

function reportLines(text: string, path: KeyPath, { limits, report }: Engine): void {
  const { descriptionLine, because } = limits;
  for (const line of text.split('\n')) {
    if (descriptionLine?.test(line) !== true) continue;
    const token = line.trim();
    const message = `a line of a description cannot begin with "${token[0] ?? ''}" because ${because}`;
    report({ code: 'engine-limit', message, path, token });
  }
}

function mistakeIn(field: TextKey, value: string | undefined, format: Format): Omit<Mistake, 'path'> | undefined {
  if (value === undefined) return undefined;
  if (value === '')
    return { code: 'field-empty', message: `"${field}" is empty; leave the key out, or give it a value` };
  // https://www.debian.org/doc/debian-policy/ch-controlfields.html#maintainer
  if (field === 'maintainer' && !/^[^<>]*[^<>\s] <[^<>@\s]+@[^<>@\s]+>$/.test(value)) {
    return { code: 'maintainer', message: 'a maintainer is written `Name <mail@example.com>`' };
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
