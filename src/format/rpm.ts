/** How an rpm spells things: https://rpm-software-management.github.io/rpm/manual/spec.html */
import type { Constraint, FormatRules, Requirement } from './format.ts';

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
    // https://rpm-software-management.github.io/rpm/manual/spec.html#version; a leading digit is ours: deb demands it.
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
      pattern: /^(?:[0-9]+:)?[A-Za-z0-9._+~^]+(?:-[A-Za-z0-9._+~^]+)?$/,
      allowed: 'an rpm version: [epoch:]version[-release] of letters, digits, ".", "_", "+", "~", "^"',
    },
  },
  fileName: (name, version, revision, architecture) => `${name}-${version}-${revision}.${architecture}.rpm`,
  relation,
  alternatives: (requirements) => [`(${requirements.map(operand).join(' or ')})`],
} satisfies FormatRules;

function relation({ name, constraints }: Requirement): string[] {
  return constraints.length === 0 ? [name] : constraints.map((constraint) => spell(name, constraint));
}

// https://rpm-software-management.github.io/rpm/manual/boolean_dependencies.html: `with` asks one package for both bounds.
function operand(requirement: Requirement): string {
  const parts = relation(requirement);
  return parts.length === 1 ? parts.join('') : `(${parts.join(' with ')})`;
}

// A version without a release already means any release of it.
function spell(name: string, { op, version }: Constraint): string {
  return `${name} ${op === '==' ? '=' : op} ${version}`;
}
