import type { ProblemEntry } from './entry.ts';

/** What is wrong with `systemd`. */
export const SYSTEMD_PROBLEMS = {
  'systemd-unit': {
    means:
      'systemd does not accept the name of a unit: it needs letters, digits, `:`, `_`, `.`, `-`, `@`, and a type such as `.service`.',
    fix: 'Rename the file, or give the unit a `name`.',
    example: { over: 'packages: { hello: { systemd: { units: [files/hello.servce] } } }' },
  },
  'unknown-unit': {
    means: 'A unit is named, but no entry of `contents` installs it.',
    fix: 'Use the name that the hint suggests, or give the unit its file: `src`.',
    example: { over: 'packages: { hello: { systemd: { units: [{ name: hello.service }] } } }' },
  },
  'unit-file': {
    means: 'The file of a unit is not the one that `contents` install under that name.',
    fix: 'Remove one of the two, or write `{ name: … }` for the one in `contents`.',
    example: {
      over:
        'packages:\n  hello:\n    contents: [{ src: files/hello.service, dst: /usr/lib/systemd/system/hello.service }]\n' +
        '    systemd: { units: [hello.service] }',
    },
  },
  'unit-twice': {
    means: 'A unit is in the list twice.',
    fix: 'Remove one of the two.',
    example: { over: 'packages: { hello: { systemd: { units: [hello.timer, files/hello.timer] } } }' },
  },
  'systemd-template': {
    means: 'A template, such as `hello@.service`, cannot be started; only its instances can.',
    fix: 'Leave `start` out there.',
    example: { over: 'packages: { hello: { systemd: { units: [{ src: hello@.service, start: true }] } } }' },
  },
  'systemd-style': {
    means: '`style` is set for an rpm. It chooses between two ways to write the scripts of a deb.',
    fix: 'Write it in `systemd` itself or in `overrides.deb.systemd`.',
    example: {
      over:
        'packages:\n  hello:\n    systemd: { units: [hello.service] }\n' +
        '    overrides: { rpm: { systemd: { style: systemctl } } }',
    },
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
