import { describe, expect, it } from '@jest/globals';
import { NO_TEXTS } from '../../src/lint/finding.ts';
import { isLauncher, launcherRules } from '../../src/lint/launchers.ts';
import { shippedBy } from '../../src/lint/shipped.ts';
import type { PlanContent } from '../../src/plan/plan.ts';
import { file, planOf } from '../support/packing.ts';

const DESKTOP = '/usr/share/applications/hello.desktop';

/** What is said of a desktop file, as what is pointed at and the hint. */
function said(text: string, contents: PlanContent[]): string[] {
  const plan = planOf({ format: 'deb', contents });
  const launchers = new Map([[DESKTOP, { name: 'hello.desktop', text }]]);
  const input = { plan, config: {} as never, shipped: shippedBy([plan], []), texts: { ...NO_TEXTS, launchers } };
  return launcherRules
    .flatMap((rule) => rule(input))
    .map(({ place, hint }) => `${text.slice(place?.start, place?.end)}: ${hint}`);
}

const program = (dst: string): PlanContent => ({ ...file(dst, 'any'), mode: '0755' });

describe('a launcher', () => {
  it.each([
    [DESKTOP, true],
    ['/etc/xdg/autostart/a.desktop', true],
    ['/usr/share/dbus-1/system-services/a.service', true],
    ['/usr/share/hello/a.desktop', false],
    ['/usr/lib/systemd/system/a.service', false],
  ])('is %s: %s', (dst, is) => {
    expect(isLauncher(dst)).toBe(is);
  });

  it.each([
    ['/usr/bin/hello', 'Exec=/usr/local/bin/hello %U', ['/usr/local/bin/hello: did you mean `/usr/bin/hello`?']],
    ['/usr/bin/hello', 'Exec=/usr/bin/Hello', ['/usr/bin/Hello: did you mean `/usr/bin/hello`?']],
    ['/opt/Hello/hello', 'TryExec="/opt/Hello/helo" -a', ['/opt/Hello/helo: did you mean `/opt/Hello/hello`?']],
    ['/opt/Hello/hello', 'Exec=/opt/Hello/other', ['/opt/Hello/other: undefined']],
    ['/opt/Hello/hello', 'Exec=hello', ['hello: write "/opt/Hello/hello", or add a link to it: /usr/bin/hello']],
    ['/usr/bin/hello', 'Type=Application\nExec=', ['Type=Application: undefined']],
  ])('of %s with %j is a mistake', (dst, text, expected) => {
    expect(said(text, [program(dst)])).toEqual(expected);
  });

  it.each([
    ['/usr/bin/hello', 'Exec=hello %U\nTryExec=/usr/bin/hello'],
    ['/usr/bin/hello', 'Exec=/usr/bin/python3 /usr/share/hello/x.py'],
    ['/usr/bin/hello', 'Exec=env A=b hello'],
    ['/usr/bin/hello', 'Type=Application\nDBusActivatable=true'],
    ['/usr/bin/hello', 'Type=Link\nURL=https://example.com'],
  ])('of %s with %j is none', (dst, text) => {
    expect(said(text, [program(dst)])).toEqual([]);
  });
});
