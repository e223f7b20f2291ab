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
    [`${BSD2}. Neither the name of Acme`, ['BSD-3-Clause']],
    [MIT + BSD2, ['BSD-2-Clause', 'MIT']],
    ['SPDX-License-Identifier: MIT OR Apache-2.0\n' + MIT, ['MIT OR Apache-2.0']],
    ['// SPDX-License-Identifier: ISC\n', ['ISC']],
    ['This is free and unencumbered software released into the public domain.', ['Unlicense']],
    ['All rights reserved.', []],
    ['', []],
  ])('of %j', (text, licenses) => {
    expect(licensesIn(text)).toEqual(licenses);
  });
});
