import { describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { scriptRules } from '../../src/lint/scripts.ts';
import type { WarningCode } from '../../src/problems/codes/codes.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { file, planOf } from '../support/packing.ts';

/** What is said of a script with that code, each with what it points at. */
function said(
  format: 'deb' | 'rpm',
  text: string,
  wanted: WarningCode = 'script-other-format',
  { contents = [], kind = 'postinstall' }: { contents?: Plan['contents']; kind?: string } = {},
): string[] {
  const plan = planOf({ format, contents });
  const texts = { ...NO_TEXTS, scripts: new Map([[kind, { name: kind, text }]]) };
  const input = { plan, config: {} as never, shipped: shippedBy([plan], [plan.package]), texts };
  return scriptRules
    .flatMap((rule) => rule(input))
    .filter(({ code }) => code === wanted)
    .map(({ place }) => text.slice(place?.start, place?.end));
}

describe('$1 of the other format', () => {
  it.each([
    ['deb', '[ "$1" = 0 ]', ['"$1" = 0']],
    ['deb', 'if test $1 -ge 1; then', ['$1 -ge 1']],
    ['deb', '[[ "${1}" == "2" ]]', ['"${1}" == "2"']],
    ['deb', 'if [ "x$1" = x0 ]; then', ['"x$1" = x0']],
    ['deb', '(( $1 > 1 ))', ['$1 > 1']],
    ['deb', 'case "$1" in\n  0)\n    true ;;\n  1|2) false ;;\nesac', ['0']],
    ['rpm', '[ "$1" = configure ]', ['"$1" = configure']],
    ['rpm', '[ "$1" = \'upgrade\' ]', ['"$1" = \'upgrade\'']],
    ['rpm', '[ "${1:-}" != "abort-upgrade" ]', ['"${1:-}" != "abort-upgrade"']],
    ['rpm', 'case "$1" in\n  (configure|reconfigure)\n    true ;;\nesac', ['configure']],
    ['rpm', 'case $1 in remove) true;; esac', ['remove']],
  ] as const)('in a %s: %s', (format, text, expected) => {
    expect(said(format, `#!/bin/sh\nset -e\n${text}\n`)).toEqual(expected);
  });

  it.each([
    ['deb', '[ "$1" = configure ]'],
    ['rpm', '[ "$1" = 0 ]'],
    ['deb', 'case "$1" in configure) [ "$2" = 1 ] ;; esac'],
    ['deb', '[ "$1" = 1 ] || [ "$1" = configure ]'],
    ['rpm', '[ "$1" = 1 ] || [ "$1" = configure ]'],
    ['deb', '# [ "$1" = 0 ]'],
    ['deb', 'one() {\n  [ "$1" = 0 ]\n}'],
    ['deb', '[ "$10" = 0 ]'],
    ['rpm', '[ "$1" = configured ]'],
    ['rpm', 'case "$2" in configure) true;; esac'],
  ] as const)('is none in a %s: %s', (format, text) => {
    expect(said(format, `#!/bin/sh\nset -e\n${text}\n`)).toEqual([]);
  });

  it('is nothing to a script that is no shell', () => {
    expect(said('deb', '#!/usr/bin/perl\nif ("$1" = 0) {}\n')).toEqual([]);
  });
});

describe('a path that is nearly one of the package', () => {
  const contents = [file('/usr/share/hello/words', 'any')];
  const misspelled = (text: string) => said('deb', `#!/bin/sh\n${text}\n`, 'script-path-not-shipped', { contents });

  it('is said', () => {
    expect(misspelled('cat /usr/share/hello/wrods')).toEqual(['/usr/share/hello/wrods']);
  });

  it.each([
    'cp a /usr/share/hello/wrods',
    'update-alternatives --install /a b /c 5 \\\n  --slave /usr/share/hello/wrods d /e',
    'dpkg-maintscript-helper rm_conffile /usr/share/hello/wrods 1.2~ -- "$@"',
    'dpkg-divert --remove \\\n  /usr/share/hello/wrods',
  ])('is made or taken away by %s', (text) => {
    expect(misspelled(text)).toEqual([]);
  });
});

describe('what removal does at an upgrade', () => {
  const undone = (kind: string, text: string): string[] =>
    said('rpm', `#!/bin/sh\nset -e\n${text}\n`, 'script-undoes-upgrade', { kind });

  it.each([
    ['postremove', 'rm -f /usr/bin/hi', ['rm']],
    ['preremove', 'if true; then systemctl --no-reload stop hi; fi', ['systemctl --no-reload stop']],
    ['preremove', 'service hi stop || true', ['service hi stop']],
    ['preremove', '/etc/init.d/hi stop', ['/etc/init.d/hi stop']],
    ['preremove', 'update-alternatives --remove hi /opt/hi', ['update-alternatives --remove']],
    ['postremove', 'getent passwd hi && userdel hi\nrm -rf /var/lib/hi', ['userdel']],
    ['postremove', 'update-rc.d -f hi remove', ['update-rc.d -f hi remove']],
  ])('is said of a %s: %s', (kind, text, expected) => {
    expect(undone(kind, text)).toEqual(expected);
  });

  it('is made anew by the postinst of a deb where it was only removed', () => {
    const text = '#!/bin/sh\nset -e\nrm -f /usr/bin/hi\ndeluser hi\n';
    expect(said('deb', text, 'script-undoes-upgrade', { kind: 'postremove' })).toEqual(['deluser']);
  });

  it.each([
    ['postinstall', 'rm -f /usr/bin/hi'],
    ['postremove', 'if [ "$1" = 0 ]; then rm -f /usr/bin/hi; fi'],
    ['postremove', 'case "${1:-}" in purge) rm -rf /var/lib/hi ;; esac'],
    ['postremove', '[ "$DPKG_MAINTSCRIPT_NAME" = postrm ]\nrm -f /run/hi'],
    ['postremove', '# rm -f /usr/bin/hi'],
    ['preremove', 'systemctl daemon-reload'],
    ['preremove', 'hi --format /etc/hi.d'],
  ])('is not said of a %s: %s', (kind, text) => {
    expect(undone(kind, text)).toEqual([]);
  });
});
