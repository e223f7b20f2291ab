import type { WarningEntry } from './problem_entry.ts';

/** Names that nothing uses, or that are nearly another one. */
export const NAME_WARNINGS = {
  'misspelled-name': {
    level: 'error',
    says: {},
    means:
      'A name is nearly another one, and nothing uses it: a source, a variable, a user or a group. Or a relation is nearly another one of the package, or a package of the set: `iptable` beside `iptables`. It is an error unless the config says otherwise.',
    fix: 'Write the name that the hint suggests. If the name is right, say `warnings: { misspelled-name: off }`, in the package where it is of one.',
    example: { over: 'sources: { helo: { file: vendor/hello } }' },
  },
  'unused-source': {
    level: 'warning',
    says: {},
    means: 'Nothing takes a file from a source.',
    fix: 'Remove it; in an overlay, `sources: { NAME: null }` removes one of the config below.',
    example: { over: 'sources: { greetings: { file: greetings.txt } }' },
  },
  'unused-variable': {
    level: 'warning',
    says: {},
    means: 'Nothing uses a variable of your own.',
    fix: 'Remove it.',
    example: { over: 'vars: { mirror: https://example.com }' },
  },
  'unknown-account': {
    level: 'warning',
    says: {},
    means:
      'A file belongs to a user or a group that neither the base system of the format has nor `sysusers` of the set. dpkg and rpm give it to root, or to nobody.',
    fix: 'Create it with `sysusers`. If a package creates it that this one needs, switch the warning off.',
    example: {
      over: 'packages: { hello: { contents: [{ dst: /var/lib/hello, type: dir, owner: greeter }] } }',
    },
  },
} as const satisfies Readonly<Record<string, WarningEntry>>;
