/** The format rpm: https://rpm-software-management.github.io/rpm/manual/spec.html */
import type { BoundedName, FormatRules, Relation, RichOperand } from './format.ts';
import { EPOCH_PATTERN } from './numbers.ts';

export const rpm = {
  called: 'an rpm',
  // `rpm --showrc` has the names; Go's are in https://go.dev/doc/install/source#environment.
  architectures: {
    all: 'noarch',
    '386': 'i686',
    amd64: 'x86_64',
    arm: 'armv7hl',
    arm64: 'aarch64',
    loong64: 'loongarch64',
    mips64le: 'mips64el',
    ppc64le: 'ppc64le',
    riscv64: 'riscv64',
    s390x: 's390x',
  },
  texts: {
    architecture: { pattern: /^[A-Za-z0-9_]+$/, allowed: 'letters, digits, "_"' },
    name: {
      pattern: /^[A-Za-z0-9_][A-Za-z0-9._+-]*$/,
      allowed: 'letters, digits, ".", "_", "+", "-" and begin with a letter or digit',
    },
    // https://rpm-software-management.github.io/rpm/manual/spec.html#version. That it begins with a digit is a rule of deb.
    version: {
      pattern: /^[0-9][A-Za-z0-9._+~^]*$/,
      allowed: 'letters, digits, ".", "_", "+", "~", "^" and begin with a digit',
    },
    revision: { pattern: /^[A-Za-z0-9._+~^]+$/, allowed: 'letters, digits, ".", "_", "+", "~", "^"' },
    // A capability: a name, `/a/path`, `pkgconfig(zlib)`. "%" would be a macro.
    relationName: {
      pattern: /^[A-Za-z0-9_/][^\s<>=,|%]*$/,
      allowed: 'a name, a path or a capability such as "pkgconfig(zlib)", without spaces, "<", ">", "=", ",", "|", "%"',
    },
    // https://rpm-software-management.github.io/rpm/manual/dependencies.html#versioning
    relationVersion: {
      pattern: new RegExp(`^(?:${EPOCH_PATTERN}:)?[A-Za-z0-9._+~^]+(?:-[A-Za-z0-9._+~^]+)?$`),
      allowed: 'an rpm version: [epoch:]version[-release] of letters, digits, ".", "_", "+", "~", "^"',
    },
  },
  fileName: (name, version, revision, architecture) => `${name}-${version}-${revision}.${architecture}.rpm`,
  // A version without a release means any release of it.
  bounds: ({ op, version }) => [{ op: op === '==' ? '=' : op, version }],
  spell,
} satisfies FormatRules;

function spell(relation: Relation): string[] {
  if ('rich' in relation) return ['op' in relation.rich ? rich(relation.rich) : `(${operand(relation.rich)})`];
  return 'any' in relation ? [`(${relation.any.map(operand).join(' or ')})`] : entries(relation);
}

function entries({ name, bounds }: BoundedName): string[] {
  return bounds.length === 0 ? [name] : bounds.map(({ op, version }) => `${name} ${op} ${version}`);
}

// `with` requires both bounds of the same package: https://rpm-software-management.github.io/rpm/manual/boolean_dependencies.html
function operand(named: BoundedName): string {
  const parts = entries(named);
  return parts.length === 1 ? parts.join('') : `(${parts.join(' with ')})`;
}

function rich(part: RichOperand): string {
  if (!('op' in part)) return operand(part);
  const [first = '', second = '', ...others] = part.of.map(rich);
  const separator = part.op === 'if' || part.op === 'unless' ? 'else' : part.op;
  return `(${[first, part.op, second, ...others.flatMap((other) => [separator, other])].join(' ')})`;
}
