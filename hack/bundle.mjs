// Bundles the packer into one CommonJS file that needs nothing but Node.
//   node hack/bundle.mjs --out=dist/onepack.cjs [--commit=3f1c0a2…] [--packages=packages.json]
// COMMIT is what `--version` says beside the version; the last gets the folders of the npm packages that are in the bundle.
// The paths are relative to the working directory, so that a sandboxed Bazel action can run it too. Same inputs, same bytes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: {
    commit: { type: 'string' },
    out: { type: 'string', default: 'dist/onepack.cjs' },
    packages: { type: 'string' },
  },
});

const templates = Object.fromEntries(
  readdirSync('src', { recursive: true })
    .filter((name) => name.endsWith('.hbs'))
    .sort()
    .map((name) => [name, readFileSync(`src/${name}`, 'utf8')]),
);
const { engines, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const fullVersion = values.commit === undefined ? version : `${version} (${values.commit})`;

// Before anything else in the bundle, in words that the oldest Node reads: its own answer would be a stack trace.
const [major, minor] = /(\d+)\.(\d+)/.exec(engines.node).slice(1);
const checkNode = `var found = process.versions.node.split('.').map(Number);
if (found[0] < ${major} || (found[0] === ${major} && found[1] < ${minor})) {
  process.stderr.write('onepack needs Node ${major}.${minor} or later, and this is ' + process.version + '; https://nodejs.org/en/download has newer ones\\n');
  process.exit(1);
}`;

const settings = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  preserveSymlinks: true,
  legalComments: 'none',
  // The less there is to read, the sooner it starts. Names stay, for whoever reports a stack trace.
  minifyWhitespace: true,
  minifySyntax: true,
  metafile: true,
  logLevel: 'warning',
  // In the bundle the branch that needs import.meta is never taken.
  logOverride: { 'empty-import-meta': 'silent' },
};

// A thread is a program of its own, and text until somebody needs it.
const threads = await Promise.all(
  ['encode', 'decode'].map((name) =>
    build({ ...settings, entryPoints: [`src/archive/codecs/${name}_thread.ts`], minify: true, write: false }),
  ),
);
const [encode, decode] = threads.map(({ outputFiles }) => outputFiles[0].text);
const wasm = readFileSync('node_modules/node-liblzma/lib/wasm/liblzma.wasm');
const codecs = { encode, decode, liblzma: brotliCompressSync(wasm).toString('base64') };

// A third of all the text is undici, and `fetch` alone needs it. Node reads the whole bundle at each start, so it is packed.
const undici = await build({ ...settings, entryPoints: ['node_modules/undici/index.js'], minify: true, write: false });
const packed = brotliCompressSync(undici.outputFiles[0].contents).toString('base64');
const unpackUndici = `
const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { brotliDecompressSync } = require('node:zlib');
const text = brotliDecompressSync(Buffer.from('${packed}', 'base64')).toString();
compileFunction(text, ['module', 'require'])(module, createRequire(__filename));`;

mkdirSync(dirname(values.out), { recursive: true });
const bundle = await build({
  ...settings,
  entryPoints: ['src/cli.ts'],
  outfile: values.out,
  banner: { js: checkNode },
  // The main entry of handlebars registers require() hooks; the compiler alone is what templates need.
  plugins: [
    {
      name: 'unpack undici',
      setup(build) {
        build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'unpacked' }));
        build.onLoad({ filter: /^undici$/, namespace: 'unpacked' }, () => ({ contents: unpackUndici }));
      },
    },
  ],
  alias: { handlebars: 'handlebars/dist/cjs/handlebars.js' },
  define: {
    ONEPACK_TEMPLATES: JSON.stringify(templates),
    ONEPACK_VERSION: JSON.stringify(fullVersion),
    ONEPACK_CODECS: JSON.stringify(codecs),
  },
});

if (values.packages !== undefined) {
  const inputs = [...threads, undici, bundle].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const folders = inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  writeFileSync(values.packages, JSON.stringify([...new Set(folders)].sort()));
}
