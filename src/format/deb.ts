/** The format deb: https://www.debian.org/doc/debian-policy/ */
import {
  alternativesOf,
  type Bound,
  type BoundedName,
  type Constraint,
  type FormatRules,
  type Operator,
} from './format.ts';
import { EPOCH_PATTERN } from './numbers.ts';

export const deb = {
  called: 'a deb',
  // `dpkg-architecture -L` has the names; Go's are in https://go.dev/doc/install/source#environment.
  architectures: {
    all: 'all',
    '386': 'i386',
    amd64: 'amd64',
    arm: 'armhf',
    arm64: 'arm64',
    loong64: 'loong64',
    mips64le: 'mips64el',
    ppc64le: 'ppc64el',
    riscv64: 'riscv64',
    s390x: 's390x',
  },
  texts: {
    architecture: { pattern: /^[a-z0-9][a-z0-9-]*$/, allowed: 'a-z, digits, "-" and begin with a letter or digit' },
    // https://www.debian.org/doc/debian-policy/ch-controlfields.html#source
    name: {
      pattern: /^[a-z0-9][a-z0-9+.-]+$/,
      allowed: 'two or more of a-z, 0-9, "+", "-", "." and begin with a letter or digit',
    },
    // https://www.debian.org/doc/debian-policy/ch-controlfields.html#version
    version: { pattern: /^[0-9][A-Za-z0-9.+~]*$/, allowed: 'letters, digits, ".", "+", "~" and begin with a digit' },
    revision: { pattern: /^[A-Za-z0-9.+~]+$/, allowed: 'letters, digits, ".", "+", "~"' },
    relationName: {
      pattern: /^[a-z0-9][a-z0-9+.-]+(?::[a-z0-9-]+)?$/,
      allowed: 'the name of a Debian package: two or more of a-z, 0-9, "+", "-", "."',
    },
    relationVersion: {
      pattern: new RegExp(`^(?:${EPOCH_PATTERN}:)?[0-9][A-Za-z0-9.+~]*(?:-[A-Za-z0-9.+~]+)*$`),
      allowed: 'a Debian version: [epoch:]version[-revision] of letters, digits, ".", "+", "~"',
    },
  },
  fileName: (name, version, revision, architecture) => `${name}_${version}-${revision}_${architecture}.deb`,
  bounds,
  // A deb cannot express (a1 and a2) or b, but it can express (a1 or b) and (a2 or b), which means the same.
  spell: (relation) =>
    alternativesOf(relation)
      .map(entries)
      .reduce((left, right) => left.flatMap((one) => right.map((other) => `${one} | ${other}`))),
} satisfies FormatRules;

// https://www.debian.org/doc/debian-policy/ch-relationships.html#syntax-of-relationship-fields
const SPELLED: Readonly<Record<Operator, string>> = { '<': '<<', '<=': '<=', '=': '=', '>=': '>=', '>': '>>' };

function entries({ name, bounds }: BoundedName): string[] {
  if (bounds.length === 0) return [name];
  return bounds.map(({ op, version }) => `${name} (${SPELLED[op]} ${version})`);
}

/**
 * dpkg compares upstream versions first, and revisions only if these are equal. In a revision `~` sorts below everything, even the end,
 * and `.` above every digit, letter and other character. So `V-~` is lower and `V-.` higher than V with any revision, and no other upstream
 * version lies between the two, not even `V+dirty`. A lone `<=` or `>` needs `V-.` too: otherwise `<= 1.2` would exclude 1.2-1, which
 * rpm's `<= 1.2` includes.
 */
function bounds({ op, version }: Constraint): Bound[] {
  switch (op) {
    case '==':
      return [{ op: '=', version }];
    case '=':
      return [
        { op: '>=', version: `${version}-~` },
        { op: '<', version: `${version}-.` },
      ];
    case '<':
    case '>=':
      return [{ op, version }];
    case '<=':
    case '>':
      return [{ op, version: version.includes('-') ? version : `${version}-.` }];
  }
}
