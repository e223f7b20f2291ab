/** Relations of debs as a config of ours says them. */

/** Kinds of relations that a deb has a field of its own for. */
export const FIELDS_OF_KINDS: Readonly<Record<string, string>> = {
  depends: 'Depends',
  'pre-depends': 'Pre-Depends',
  recommends: 'Recommends',
  suggests: 'Suggests',
  enhances: 'Enhances',
  conflicts: 'Conflicts',
  breaks: 'Breaks',
  replaces: 'Replaces',
  provides: 'Provides',
};

export type Written = Readonly<Record<string, unknown>>;

/** A number is the key of each, so that one name may be there more than once. */
export function neutralMap(groups: readonly string[]): Written {
  return Object.fromEntries(
    groups.map((group, at): [string, unknown] => {
      const alternatives = group.split('|').map((one) => neutral(one.trim()));
      const [{ name, version } = { name: '', version: '*' }] = alternatives;
      if (alternatives.length === 1) return [`r${at}`, { only: 'deb', deb: { name, version } }];
      const any = alternatives.map((one) => (one.version === '*' ? one.name : `${one.name} ${one.version}`));
      return [`r${at}`, { only: 'deb', any }];
    }),
  );
}

/** dpkg's `=` is ours of a whole version, and its `<<` our `<`. */
const OPERATORS: Readonly<Record<string, string>> = { '=': '==', '<<': '<', '>>': '>', '<=': '<=', '>=': '>=' };

function neutral(text: string): { readonly name: string; readonly version: string } {
  const [, name = text, op = '', version = ''] = /^(\S+)\s*\(\s*([<>=]+)\s*(\S+?)\s*\)$/.exec(text) ?? [];
  return { name, version: op === '' ? '*' : `${OPERATORS[op] ?? op} ${version}` };
}

export function configOf(kind: string, written: Written): string {
  return JSON.stringify({
    apiVersion: 'onepack/v1',
    version: 'v1.2.3',
    architectures: ['amd64'],
    formats: ['deb'],
    defaults: { maintainer: 'Jo Doe <jo@example.com>', license: 'MIT' },
    packages: { 'nobody-depends-on-this': { summary: 'Says hello', [kind]: written } },
  });
}
