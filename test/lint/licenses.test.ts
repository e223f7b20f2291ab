import { describe, expect, it } from '@jest/globals';
import { licenseMistake } from '../../src/lint/licenses.ts';

describe('licenseMistake', () => {
  it.each([
    'Apache-2.0',
    'MIT',
    'MIT OR Apache-2.0',
    '(MIT OR Apache-2.0) AND BSD-3-Clause',
    'GPL-2.0-or-later WITH Classpath-exception-2.0',
    'GPL-2.0+',
    'LicenseRef-Acme-1',
    'DocumentRef-a:LicenseRef-b',
  ])('takes %s', (text) => {
    expect(licenseMistake(text)).toBeUndefined();
  });

  it.each([
    ['GPLv3', 'write `GPL-3.0-only`'],
    ['GPLv3 or later', 'write `GPL-3.0-or-later`'],
    ['GPLv2, or (at your option) any later version', 'write `GPL-2.0-or-later`'],
    ['GPL-3.0 or later', 'write `GPL-3.0-or-later`'],
    ['GPL-3.0-only or newer', 'write `GPL-3.0-or-later`'],
    ['MIT AND LGPLv2.1 or later', 'write `LGPL-2.1-or-later`'],
    ['ASL 2.0', 'write `Apache-2.0`'],
    ['Apache 2.0', 'write `Apache-2.0`'],
    ['Apache License, Version 2.0', 'write `Apache-2.0`'],
    ['MIT AND GPLv2+', 'write `GPL-2.0-or-later`'],
    ['MIT and BSD-2-Clause', 'write `AND`'],
    ['MIT OR', undefined],
    ['(MIT', undefined],
    ['MIT)', undefined],
    ['MIT (OR) ISC', undefined],
    ['see LICENSE', undefined],
    ['MIT, ISC', undefined],
  ])('refuses %s', (text, hint) => {
    expect(licenseMistake(text)?.message).toContain('SPDX');
    expect(licenseMistake(text)?.hint).toBe(hint);
  });
});
