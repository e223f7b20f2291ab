import { describe, expect, it } from '@jest/globals';
import { interpreterOf, isPlainSh, isShell, scriptletOf, SH, stopsAtErrors } from '../../src/stanza/interpreter.ts';

describe('interpreterOf', () => {
  it.each([
    ['#!/bin/sh\ntrue\n', { path: '/bin/sh' }],
    ['#! \t/bin/sh  -e  \ntrue\n', { path: '/bin/sh', argument: '-e' }],
    ['#!/usr/bin/env -S python3 -u\n', { path: '/usr/bin/env', argument: '-S python3 -u' }],
    ['#!<lua>\nprint("x")\n', { path: '<lua>' }],
    ['#!/bin/sh', { path: '/bin/sh' }],
    ['echo\n#!/bin/sh\n', undefined],
    ['#!\ntrue\n', undefined],
  ])('of %j', (text, expected) => {
    expect(interpreterOf(text)).toEqual(expected);
  });
});

describe('isShell', () => {
  const isIt = (line: string): boolean => isShell(interpreterOf(`${line}\n`) ?? SH);

  it.each([
    '#!/bin/sh', '#! /bin/sh -e', '#!/bin/bash', '#!/usr/bin/env bash', '#!/usr/bin/env -S bash -e', '#!/bin/dash',
    '#!/bin/busybox sh', '#!/usr/bin/busybox ash', '#!/usr/bin/ksh',
  ])('%s is one', (line) => {
    expect(isIt(line)).toBe(true);
  }); // prettier-ignore

  it.each([
    '#!/usr/bin/python3',
    '#!/usr/bin/env perl -w',
    '#!/bin/csh',
    '#!/usr/bin/fish',
    '#!/bin/busybox awk',
    '#!<lua>',
  ])('%s is none', (line) => {
    expect(isIt(line)).toBe(false);
  });
});

describe('an argument', () => {
  it.each([
    ['-e', true],
    ['-ue', true],
    ['-o errexit', true],
    ['-S bash -e', true],
    ['-u', false],
    ['bash', false],
  ])('stops at errors: %s', (argument, expected) => {
    expect(stopsAtErrors({ path: '/bin/sh', argument })).toBe(expected);
  });

  it('makes another interpreter', () => {
    expect([isPlainSh(SH), isPlainSh({ ...SH, argument: '-e' }), isPlainSh({ path: '/bin/bash' })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('scriptletOf', () => {
  it.each([
    ['true\n', ['/bin/sh'], 'true\n'],
    ['#!/bin/sh -e\ntrue\n', ['/bin/sh', '-e'], '#!/bin/sh -e\ntrue\n'],
    ['#!/usr/bin/env python3\nimport os\n', ['/usr/bin/env', 'python3'], '#!/usr/bin/env python3\nimport os\n'],
    ['#!<lua>\nprint("x")\n', ['<lua>'], '\nprint("x")\n'],
  ])('of %j', (text, program, body) => {
    const found = scriptletOf(Buffer.from(text));
    expect([found.program, found.text.toString()]).toEqual([program, body]);
  });
});
