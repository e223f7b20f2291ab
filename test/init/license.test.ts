import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { licensesIn } from '../../src/init/license.ts';
import { licenseMistake } from '../../src/lint/licenses.ts';

/** Debian has the texts of the common ones. */
const COMMON = '/usr/share/common-licenses';
const there = existsSync(COMMON) ? it : it.skip;
if (there === it.skip) console.log(`left out: licences of ${COMMON}, which is not there`);

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal in the Software …

The above copyright notice and this permission notice shall be included in all copies.
`;
const X11 = `${MIT}
Except as contained in this notice, the name of the X Consortium shall not be used in advertising or otherwise to promote
the sale, use or other dealings in this Software without prior written authorization from the X Consortium.
`;
const ISC = `Permission to use, copy, modify, and distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.
`;
const BSD2 = 'Redistribution and use in source and binary forms, with or without modification, are permitted';

describe('licensesIn', () => {
  there.each([
    ['Apache-2.0', 'Apache-2.0'],
    ['BSD', 'BSD-3-Clause'],
    ['GPL-2', 'GPL-2.0-only'],
    ['GPL-3', 'GPL-3.0-only'],
    ['LGPL-2.1', 'LGPL-2.1-only'],
    ['LGPL-3', 'LGPL-3.0-only'],
    ['MPL-2.0', 'MPL-2.0'],
    ['CC0-1.0', 'CC0-1.0'],
  ])("knows Debian's text of %s", (file, license) => {
    expect(licensesIn(readFileSync(`${COMMON}/${file}`, 'utf8'))).toEqual([license]);
    expect(licenseMistake(license)).toBeUndefined();
  });

  it.each([
    ['MIT License\n\nCopyright (c) 2026 Jo Doe\n\n' + MIT, ['MIT']],
    [BSD2, ['BSD-2-Clause']],
    [
      `${BSD2}. Neither the name of Acme nor the names of its contributors may be used to endorse or promote`,
      ['BSD-3-Clause'],
    ],
    [`${BSD2}. 3. The name of the author may not be used to endorse or promote products`, ['BSD-3-Clause']],
    [
      `${BSD2}. 3. All advertising materials must … 4. The name of the author may not be used to endorse or promote`,
      ['BSD-4-Clause'],
    ],
    // Apache-1.1, and OpenSSL.
    [`${BSD2}. 4. The names "Apache" and "Apache Software Foundation" must not be used to endorse or promote`, []],
    [
      `${BSD2}. 3. All advertising materials must … 4. The names "OpenSSL Toolkit" must not be used to endorse or promote`,
      [],
    ],
    [X11, ['X11']],
    [X11.replace('to deal', 'distribute, distribute with modifications'), []],
    [ISC, ['ISC']],
    [
      `${ISC}Except as contained in this notice, the name of a copyright holder shall not be used in advertising`,
      ['curl'],
    ],
    [MIT + BSD2, ['BSD-2-Clause', 'MIT']],
    ['SPDX-License-Identifier: MIT OR Apache-2.0\n' + MIT, ['MIT OR Apache-2.0']],
    ['// SPDX-License-Identifier: ISC\n', ['ISC']],
    ['<!-- SPDX-License-Identifier: MIT -->\n', ['MIT']],
    ['/* SPDX-License-Identifier: (MIT OR GPL-2.0+) */\n', ['(MIT OR GPL-2.0+)']],
    ['(* SPDX-License-Identifier: (MIT OR ISC)*)\n', ['(MIT OR ISC)']],
    ['This is free and unencumbered software released into the public domain.', ['Unlicense']],
    ['All rights reserved.', []],
    ['', []],
  ])('of %j', (text, licenses) => {
    expect(licensesIn(text)).toEqual(licenses);
  });
});
