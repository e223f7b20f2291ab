/** What somebody sees who edits a packages.yaml in an editor that has a YAML language server, by docs/packages.schema.json. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { COMPRESSIONS } from '../../src/format/compression.ts';
import { CONTENT_TYPES } from '../../src/schema/contents.ts';
import { keysAllowedAt } from '../../src/schema/allowed.ts';
import { mapsOfSchema, schemaKeys } from './schema_keys.ts';
import { type LanguageServer, startLanguageServer } from './server.ts';

let server: LanguageServer;
beforeAll(async () => void (server = await startLanguageServer()));
afterAll(() => server.close());

const HEAD = `# yaml-language-server: $schema=./packages.schema.json
apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello:
    summary: Says hello
`;
/** Not there: it is what is in the editor. Its folder has the schema. */
const FILE = resolve('docs/edited.yaml');
/** The first line after the head. */
const FIRST = HEAD.split('\n').length - 1;

describe('the language server', () => {
  it('finds nothing wrong with build/pkgs/packages.yaml', async () => {
    const file = 'build/pkgs/packages.yaml';
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/docs\/packages\.schema\.json\n/);
    expect(await server.diagnose(resolve(file), text)).toEqual([]);
    // It does read the schema: the same text with a slip of the pen.
    const wrong = await server.diagnose(resolve(file), text.replace('\nrevision:', '\nrevison:'));
    expect(wrong.map(({ message }) => message)).toEqual(['Property revison is not allowed.']);
  });

  it.each<[what: string, text: string, line: number, message: string]>([
    ['an unknown key', '    sumary: x\n', 0, 'Property sumary is not allowed.'],
    ['an unknown key at the top', 'vresion: x\n', 0, 'Property vresion is not allowed.'],
    ['an unknown key of a content', '    contents:\n      - dst: /x\n        mod: x\n', 2, 'Property mod is not allowed.'],
    ['an unknown key of a relation', '    depends:\n      a: { versoin: x }\n', 1, 'Property versoin is not allowed.'],
    ['an unknown key of a name', '    depends:\n      a: { rpm: { nme: x } }\n', 1, 'Property nme is not allowed.'],
    ['an unknown key in a range', '    depends:\n      a:\n        - when: x\n          vrsion: x\n', 3, 'Property vrsion is not allowed.'],
    ['an unknown key of an override', '    overrides:\n      rpm:\n        sumary: x\n', 2, 'Property sumary is not allowed.'],
    ['an unknown format', '    overrides:\n      apk: {}\n', 1, 'Property apk is not allowed.'],
    ['a missing key', '    contents:\n      - src: x\n', 1, 'Missing property "dst".'],
    ['a text for a list', '    architectures: amd64\n', 0, 'Incorrect type. Expected "array".'],
    ['a text for a map', '    scripts: x\n', 0, 'Incorrect type. Expected "scripts".'],
    ['a list for a map', '    depends: [a]\n', 0, 'Incorrect type. Expected "relations by name".'],
    ['a number for a text', '    contents:\n      - dst: /x\n        mode: 0755\n', 2, 'Incorrect type. Expected "string".'],
    ['a number for a relation', '    depends:\n      a: 1.2\n', 1, 'Incorrect type. Expected "relation | string | array".'],
    ['a text for a number', 'epoch: one\n', 0, 'Incorrect type. Expected "integer".'],
    ['a bad type', '    contents:\n      - { dst: /x, type: fil }\n', 1, 'Value is not accepted. Valid values: "file", "config", '],
    ['a bad format', 'formats: [apk]\n', 0, 'Value is not accepted. Valid values: "deb", "rpm".'],
    ['a bad compression', 'compression: gz\n', 0, `Value is not accepted. Valid values: ${COMPRESSIONS.map((name) => `"${name}"`).join(', ')}.`],
    ['a bad compression of a format', 'compression:\n  rpm: gz\n', 1, 'Value is not accepted. Valid values: "gzip", '],
  ])('underlines %s', async (_what, text, line, message) => {
    const found = await server.diagnose(FILE, HEAD + text);
    expect(found.map(({ range }) => range.start.line)).toEqual([FIRST + line]);
    expect(found[0]?.message).toContain(message);
  }); // prettier-ignore

  it('offers every key of a package', async () => {
    await server.write(FILE, `${HEAD}    \n`);
    const keys = keysAllowedAt(['packages', 'NAME']) ?? [];
    const offered = await server.complete(FILE, { line: FIRST, character: 4 });
    // What is there already is not offered again.
    expect([...offered, 'summary'].sort()).toEqual([...keys].sort());
  });

  it.each<[what: string, text: string, line: number, path: (string | number)[]]>([
    ['a content', '    contents:\n      - \n', 1, ['packages', 'NAME', 'contents', 0]],
    ['a relation', '    depends:\n      a:\n        \n', 2, ['packages', 'NAME', 'depends', 'NAME']],
    ['scripts', '    scripts:\n      \n', 1, ['packages', 'NAME', 'scripts']],
    ['an override', '    overrides:\n      rpm:\n        \n', 2, ['packages', 'NAME', 'overrides', 'rpm']],
    ['a source', 'sources:\n  x:\n    \n', 2, ['sources', 'NAME']],
  ])('offers every key of %s', async (_what, text, line, path) => {
    const lines = (HEAD + text).split('\n');
    await server.write(FILE, HEAD + text);
    const offered = await server.complete(FILE, { line: FIRST + line, character: lines[FIRST + line]?.length ?? 0 });
    const keys = keysAllowedAt(path) ?? [];
    expect(keys.length).toBeGreaterThan(3);
    expect(offered).toEqual(expect.arrayContaining(keys));
  });

  it('offers every type of a content', async () => {
    const text = '    contents:\n      - dst: /x\n        type: \n';
    await server.write(FILE, HEAD + text);
    expect(await server.complete(FILE, { line: FIRST + 2, character: 14 })).toEqual([...CONTENT_TYPES]);
  });

  it('shows of every key what it means', async () => {
    const keys = schemaKeys();
    expect(keys.length).toBeGreaterThan(1000);
    const mute: string[] = [];
    for (const { path, description, text, at } of keys) {
      await server.write(FILE, text);
      const shown = await server.hover(FILE, at);
      if (description === '' || !shown.includes(description)) mute.push(`${path}: ${shown}`);
    }
    expect(mute).toEqual([]);
  });

  it('has a title for every map, by which a person knows it', () => {
    expect(mapsOfSchema().filter(({ title }) => title === undefined)).toEqual([]);
  });
});
