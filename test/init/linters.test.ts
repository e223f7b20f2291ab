/**
 * What lintian and rpmlint call an error in the packages of a config that `onepack init` wrote, with nothing filled in: nothing that a
 * config can cure. They warn of what only the user knows: a manual page, a homepage.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { LINTERS } from '../support/linters.ts';
import { temporaryFolder } from '../support/packing.ts';

const top = temporaryFolder('onepack-init-linters-');

const APACHE = `${' '.repeat(33)}Apache License\n${' '.repeat(27)}Version 2.0, January 2004\n${'terms\n'.repeat(200)}`;
const GPL = `GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n${'terms\n'.repeat(200)}`;
const MIT = `MIT License

Copyright (c) 2026 Jo Doe

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"). The above copyright notice and this permission notice shall be included in all copies.
`;

/** What is not for a config to cure. */
const NOT_OURS: readonly string[] = [
  // Who publishes a package signs it: `rpmsign --addsign`.
  'no-signature',
];

describe.each([
  // A program of this machine's stands for what a Go compiler makes.
  ['a Go program', '/bin/true', APACHE],
  ['a Python program', '#!/usr/bin/python3\nprint("hello")\n', MIT],
  ['a shell program', '#!/bin/sh\necho hello\n', GPL],
  ['a program without a licence', '#!/usr/bin/perl\nprint "hello\\n";\n', undefined],
])('the packages of %s, as init wrote their config', (name, program, license) => {
  it('have no error of lintian or rpmlint, and one warning of ours', async () => {
    const folder = join(top, name);
    mkdirSync(folder);
    const file = join(folder, 'greet');
    if (program.startsWith('/')) copyFileSync(program, file);
    else writeFileSync(file, program);
    chmodSync(file, 0o755);
    if (license !== undefined) writeFileSync(join(folder, 'LICENSE'), license);
    expect(await run(['init', '--quiet'], { cwd: folder })).toMatchObject({ status: 0, stderr: '' });

    const packed = await run(['pack', '--config=packages.yaml', '--out=out', '--json'], { cwd: folder });
    const { problems } = JSON.parse(packed.stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(['placeholder']);

    const out = join(folder, 'out');
    for (const [format, linter] of Object.entries(LINTERS).filter(([, { isHere }]) => isHere)) {
      const files = readdirSync(out).filter((one) => one.endsWith(`.${format}`));
      expect(files).toHaveLength(1);
      const tags = await linter.errorsOf(
        files.map((one) => join(out, one)),
        folder,
      );
      const said = [...tags.values()].flatMap((some) => [...some]);
      expect({ linter: linter.name, said: said.filter((tag) => !NOT_OURS.includes(tag)) }).toEqual({
        linter: linter.name,
        said: [],
      });
    }
  }, 120_000);
});
