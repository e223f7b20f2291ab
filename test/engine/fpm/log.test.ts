import { describe, expect, it } from '@jest/globals';
import { readFpmLog } from '../../../src/engine/fpm/log.ts';

/** An entry as fpm prints it where stdout is no terminal. */
function entry(message: string, level: string, more = ''): string {
  const text = message.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `{:timestamp=>"2026-01-01T00:00:00.000000+0000", :message=>"${text}"${more}, :level=>:${level}}`;
}

describe('what fpm printed', () => {
  it.each([
    [
      'rpmbuild’s own lines, once each, and no progress',
      [
        entry('Setting from flags: name=x', 'info'),
        entry('Running rpmbuild', 'info', ', :args=>["rpmbuild", "-bb"]'),
        entry('Running command', 'info', ', :args=>["rpmbuild", "-bb"]'),
        entry('warning: Macro expanded in comment on line 24: %undefine x', 'info'),
        entry('Executing(%prep): /bin/sh -e /tmp/x', 'info'),
        entry('error: File not found: /x "y"', 'info'),
        entry('', 'info'),
        entry('RPM build errors:', 'info'),
        entry('error: File not found: /x "y"', 'info'),
        entry('Process failed: rpmbuild failed (exit code 1). Full command was:["rpmbuild", "-bb"]', 'error'),
      ],
      'error: File not found: /x "y"\nProcess failed: rpmbuild failed (exit code 1)',
    ],
    [
      'warnings and errors before any tool runs',
      [
        entry('Setting workdir', 'info', ', :workdir=>"/w"'),
        entry('No such file (for before_install): "x"', 'error'),
        entry('Invalid package configuration: two\nlines', 'error'),
      ],
      'No such file (for before_install): "x"\nInvalid package configuration: two\nlines',
    ],
    [
      'the message of a stack trace without the trace',
      [
        "/gems/fpm/lib/fpm/package/deb.rb:12:in `write': No space left on device @ io_write (Errno::ENOSPC)",
        "\tfrom /gems/fpm/lib/fpm/package/deb.rb:13:in `block'",
      ],
      'No space left on device @ io_write (Errno::ENOSPC)',
    ],
    ['what the shell says', ['wrapper.sh: 30: fpm: not found'], 'wrapper.sh: 30: fpm: not found'],
  ])('is shown as %s', (_, lines, expected) => {
    expect(readFpmLog(lines.join('\n'))).toBe(expected);
  });
});
