import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { schema, schemaText } from '../../src/commands/schema.ts';
import { InputError } from '../../src/problems/errors.ts';

const io = { stdout: () => undefined, stderr: () => undefined, isTTY: false, cwd: process.cwd() };

describe('docs/packages.schema.json', () => {
  it('is what `npx onepack schema --out=docs/packages.schema.json` writes', async () => {
    expect(await readFile('docs/packages.schema.json', 'utf8')).toBe(schemaText());
  });

  it('is checked by the code that writes it', async () => {
    await schema({ out: 'docs/packages.schema.json', check: true }, io);
    await expect(schema({ out: 'package.json', check: true }, io)).rejects.toThrow(InputError);
  });

  it('lets a config that extends another one leave out what that has', () => {
    const { anyOf } = JSON.parse(schemaText()) as { anyOf: unknown };
    expect(anyOf).toEqual([
      { required: ['apiVersion', 'version', 'architectures', 'packages'] },
      { required: ['extends'] },
    ]);
  });

  it('describes every key at the top', () => {
    const { properties } = JSON.parse(schemaText()) as { properties: Record<string, { description?: string }> };
    const bare = Object.keys(properties).filter((key) => properties[key]?.description === undefined);
    expect(bare).toEqual([]);
  });
});
