/**
 * Builds what others install, into out/dist: the npm package, the Bazel archive, and a registry for Bazel with the module in it.
 *   node hack/dist.ts [--out=DIR] [--url=URL]        URL is the folder where the archive will be; else it is where it lies now
 * The same commit gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { bazelFiles, type Bundle, type Files, npmFiles, registryFiles, useText } from './dist/files.ts';

const { out: OUT, url } = parseArgs({
  options: { out: { type: 'string', default: 'out/dist' }, url: { type: 'string' } },
}).values;
const WORK = `${OUT}/work`;

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const names = { npm: `onepack-${version}.tgz`, bazel: `onepack-bazel-${version}.tar.gz` };

rmSync(OUT, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
const bundle = bundled();

write(`${WORK}/npm/package`, npmFiles(bundle));
pack(`${WORK}/npm`, names.npm);

const module = bazelFiles(bundle);
write(`${WORK}/bazel`, module);
pack(`${WORK}/bazel`, names.bazel);
write(`${OUT}/registry`, registryFiles(version, module));

const digest = createHash('sha256').update(readFileSync(`${OUT}/${names.bazel}`));
const text = useText({
  version,
  url: `${url ?? pathToFileURL(resolve(OUT)).href}/${names.bazel}`,
  npm: names.npm,
  registry: pathToFileURL(resolve(OUT, 'registry')).href,
  digest: digest.digest(),
});
writeFileSync(`${OUT}/USE.txt`, text);
writeFileSync(`${OUT}/SHA256SUMS`, sums(Object.values(names)));
rmSync(WORK, { recursive: true });
process.stdout.write(text);

function bundled(): Bundle {
  const file = `${WORK}/onepack.cjs`;
  const commit = git('describe', '--always', '--abbrev=12', '--exclude=*', '--dirty');
  const flags = [`--out=${file}`, `--packages=${file}.json`, ...(commit === undefined ? [] : [`--commit=${commit}`])];
  execFileSync(process.execPath, ['hack/bundle.mjs', ...flags], { stdio: 'inherit' });
  const packages = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as string[];
  return { text: readFileSync(file, 'utf8'), packages };
}

// Undefined where this is no clone, as in an archive of the sources.
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

function write(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if ('from' in content) cpSync(content.from, path);
    else writeFileSync(path, content.text);
    chmodSync(path, content.isProgram === true ? 0o755 : 0o644);
  }
}

function pack(folder: string, name: string): void {
  execFileSync('hack/pack-folder', [folder, `${OUT}/${name}`], { stdio: 'inherit' });
}

function sums(files: readonly string[]): string {
  const lines = files.map((name) => {
    const sha256 = createHash('sha256').update(readFileSync(`${OUT}/${name}`));
    return `${sha256.digest('hex')}  ${name}\n`;
  });
  return lines.join('');
}
