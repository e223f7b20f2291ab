/** Configs that are small and would take minutes, or all memory: each is checked in little time, or refused where it is wrong. */
import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/main.ts';
import { temporaryFolder } from '../support/packing.ts';

const folder = temporaryFolder();
const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT, section: utils }
`;
const PLAIN = `${HEAD}packages: { tool: { summary: Says hello } }\n`;

async function check(text: string, ...flags: string[]): Promise<{ said: string; seconds: number }> {
  writeFileSync(join(folder, 'packages.yaml'), text);
  let said = '';
  const say = (more: string): void => void (said += more);
  const before = process.cpuUsage();
  const argv = ['check', '--config=packages.yaml', ...flags];
  await main(argv, { stdout: say, stderr: say, isTTY: false, cwd: folder });
  const { user, system } = process.cpuUsage(before);
  return { said, seconds: (user + system) / 1e6 };
}

function lines(bytes: number, line: (index: number) => string): string {
  let text = '';
  for (let index = 0; text.length < bytes; index += 1) text += line(index);
  return text;
}

function doubling(last: string): string {
  const vars = Array.from({ length: 30 }, (_, at) => `  v${at}: "\${v${at + 1}}\${v${at + 1}}"\n`).join('');
  return `${HEAD}packages: { tool: { summary: "Says \${v0}" } }\nvars:\n${vars}  v30: "${last}"\n`;
}

const relation = (value: string): string =>
  `${HEAD}packages:\n  tool:\n    summary: Says hello\n    depends:\n      x: ${value}\n`;
const bounded = Array.from({ length: 26 }, (_, at) => `"other${at} >= 1, < 2"`).join(', ');
const ors = (patch: number): string => Array(5_000).fill(`1.2.${patch}`).join(' || ');

describe('a config beyond a limit is refused where it is wrong', () => {
  it.each([
    ['variables that double', doubling('x'), 'value-too-long'],
    ['variables that double and are wrong', doubling('${nobody}'), 'unknown-variable'],
    [
      'variables in 1000 levels',
      `${PLAIN}vars:\n${lines(20_000, (at) => `  v${at}: "\${v${at + 1}}"\n`)}`,
      'value-too-long',
    ],
    ['26 alternatives of two bounds', relation(`{ any: [${bounded}] }`), 'relation-any'],
    ['a range of 5000 alternatives', relation(`[{ when: "${ors(1)}" }, { when: "${ors(2)}" }]`), 'when-syntax'],
    ['1000 ranges', relation(`[${lines(30_000, (at) => `{ when: ">=${at}.0.0 <${at + 1}.0.0" }, `)}]`), 'when-syntax'],
  ])('%s', async (_, text, code) => {
    const { said, seconds } = await check(text);
    expect(said).toMatch(new RegExp(`^packages\\.yaml:\\d+:\\d+: error: .* \\[${code}\\]$`, 'm'));
    expect(seconds).toBeLessThan(4);
  });
});

describe('a large config takes little time', () => {
  const MOST = 200_000;
  it.each([
    ['variables that double nothing', doubling('')],
    ['keys that are there twice', `${PLAIN}vars:\n${lines(MOST, () => '  v: x\n')}`],
    ['aliases of nothing', `${PLAIN}vars:\n${lines(MOST, (at) => `  v${at}: *none\n`)}`],
    ['blanks', `${PLAIN}${' '.repeat(MOST)}\nvars: { a${' '.repeat(MOST)}: x }\n`],
    ['blanks in an alternative', relation(`{ any: [a, "b ${' '.repeat(MOST)}x"] }`)],
    ['relations', `${HEAD}packages:\n  tool:\n    summary: Says hello\n    depends:\n${lines(MOST, (at) => `      x${at}: ">= 1"\n`)}`],
    ['wrong relations', `${HEAD}packages:\n  tool:\n    summary: Says hello\n    depends:\n${lines(MOST, (at) => `      X${at}: ">= 1"\n`)}`],
    ['packages with one folder', `${HEAD}packages:\n${lines(MOST / 2, (at) => `  tool${at}: { summary: Says hello, contents: [{ dst: /opt/x, type: dir }] }\n`)}`],
  ])('%s', async (_, text) => {
    expect((await check(text, '--warnings=off')).seconds).toBeLessThan(8);
  }); // prettier-ignore

  it('--set lists', async () => {
    const set = `--set=${lines(50_000, (at) => `vars.v${at}=x,`)}vars.last=x`;
    expect((await check(PLAIN, set, '--warnings=off')).seconds).toBeLessThan(8);
  });
});

describe('many mistakes', () => {
  it('28 wrong values in one file end in a count', async () => {
    const { said } = await check(`${HEAD}packages:\n  tool:\n    summary: Says hello\n    depends:\n${lines(280, (at) => `      x${String(at).padStart(2, '0')}: 1\n`).trimEnd()}\n`);
    expect(said.match(/number-not-text/g)?.length).toBeGreaterThan(20);
    expect(said).toMatch(/\n\n2\d errors\n$/);
  }); // prettier-ignore
});
