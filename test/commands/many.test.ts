/** Configs of many entries and of many packages: what they take grows as they do, and not as their square. */
import { describe, expect, it } from '@jest/globals';
import { run } from '../command_line/running.ts';
import { type Files, folderOf } from '../config/loading.ts';

const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: {maintainer: Jo Doe <jo@example.com>, license: MIT, section: utils}
`;

/** A type of each kind, one with a warning and one whose path is known by a variable. */
function manyEntries(count: number): string {
  const entries = Array.from({ length: count / 5 }, (_, at) => [
    `{src: x, dst: /opt/big/${at}/file}`,
    `{src: x, dst: "/usr/lib/\${package}/${at}", type: config}`,
    `{src: /opt/big/${at}/file, dst: /opt/big/${at}/hard, type: hardlink}`,
    `{src: file, dst: /opt/big/${at}/soft, type: symlink}`,
    `{dst: /opt/big/${at}/folder, type: dir}`,
  ]);
  const lines = entries.flat().map((entry) => `      - ${entry}\n`);
  return `${HEAD}packages:\n  big:\n    summary: Many files\n    contents:\n${lines.join('')}`;
}

function manyPackages(count: number): string {
  const packages = Array.from(
    { length: count },
    (_, at) =>
      `  pack${at}: {summary: One of many, depends: {pack${(at + 1) % count}: ">= \${version}"}, contents: [{src: x, dst: /opt/pack${at}}]}\n`,
  );
  return `${HEAD}packages:\n${packages.join('')}`;
}

// In milliseconds of the processor: the machine may be busy.
async function costOf(command: string, config: string): Promise<number> {
  const files: Files = { 'packages.yaml': config, x: 'x' };
  const cwd = folderOf(files);
  const before = process.cpuUsage();
  const { status, stderr } = await run([command, '--config=packages.yaml', ...(FLAGS[command] ?? [])], { cwd });
  expect([status, /error/.exec(stderr)]).toEqual([0, null]);
  return process.cpuUsage(before).user / 1000;
}

const FLAGS: Readonly<Record<string, readonly string[]>> = { check: [], patch: ['--out=patched.yaml'] };

const [FEW, MANY] = [500, 8000];

describe.each(['check', 'patch'])('onepack %s', (command) => {
  it.each([
    ['entries', manyEntries],
    ['packages', (count: number) => manyPackages(count / 4)],
  ])('of many %s', async (_, config) => {
    // What is read and compiled only once.
    await costOf(command, config(FEW));
    const few = await costOf(command, config(FEW));
    // Their square would be 256 times as much.
    expect((await costOf(command, config(MANY))) / few).toBeLessThan(64);
  });
});
