/** What is in each thing that `make dist` builds: path to a text, or to the file that it is a copy of. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenses } from './licenses.ts';

type Content = ({ readonly text: string } | { readonly from: string }) & { readonly isProgram?: boolean };
export type Files = Readonly<Record<string, Content>>;

/** The packer, and the folders of the npm packages in it. */
export interface Bundle {
  readonly text: string;
  readonly packages: readonly string[];
}

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly engines: { readonly node: string };
}

/** The npm package: it depends on nothing, for the bundle has everything. */
export function npmFiles(bundle: Bundle): Files {
  const { name, version, description, license, engines } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  ) as PackageJson;
  const packageJson = {
    name,
    version,
    description,
    license,
    engines,
    bin: { onepack: 'onepack.cjs' },
    files: ['*'],
  };
  return {
    'package.json': json(packageJson),
    'onepack.cjs': { text: bundle.text, isProgram: true },
    'packages.schema.json': { from: 'docs/packages.schema.json' },
    'README.md': { from: 'README.md' },
    ...legal(bundle),
  };
}

/** The Bazel module: the rules, and the packer as the file that the checkout bundles. */
export function bazelFiles(bundle: Bundle): Files {
  const rules = readdirSync('bazel', { recursive: true, encoding: 'utf8' })
    .filter((name) => /(\.bzl|BUILD\.bazel)$/.test(name) && !name.startsWith('packer/'))
    .sort()
    .map((name): [string, Content] => [`bazel/${name}`, { from: join('bazel', name) }]);
  return {
    ...Object.fromEntries(rules),
    'bazel/packer/BUILD.bazel': { text: PACKER_BUILD },
    'bazel/packer/onepack.cjs': { text: bundle.text },
    'BUILD.bazel': { text: '' },
    'MODULE.bazel': { text: moduleFile() },
    WORKSPACE: { text: 'workspace(name = "onepack")\n' },
    ...legal(bundle),
  };
}

const PACKER_BUILD = `filegroup(
    name = "packer",
    srcs = ["onepack.cjs"],
    visibility = ["//visibility:public"],
)
`;

/** A registry of one module, whose sources lie in it, so that it can be copied anywhere. https://bazel.build/external/registry */
export function registryFiles(version: string, module: Files): Files {
  const folder = `sources/onepack-${version}`;
  const sources = Object.entries(module).map(([name, content]): [string, Content] => [`${folder}/${name}`, content]);
  return {
    'bazel_registry.json': json({ module_base_path: 'sources' }),
    'modules/onepack/metadata.json': json({ versions: [version], yanked_versions: {} }),
    [`modules/onepack/${version}/MODULE.bazel`]: { text: moduleFile() },
    [`modules/onepack/${version}/source.json`]: json({ type: 'local_path', path: `onepack-${version}` }),
    ...Object.fromEntries(sources),
  };
}

// That of the checkout, as far as its users need it.
function moduleFile(): string {
  const text = readFileSync('MODULE.bazel', 'utf8');
  const end = text.indexOf('\n# Only here');
  if (end === -1) throw new Error('MODULE.bazel does not say what is "# Only here"');
  return text.slice(0, end);
}

function legal({ packages }: Bundle): Files {
  return { LICENSE: { from: 'LICENSE' }, 'LICENSE.bundled': { text: licenses(packages) } };
}

function json(value: unknown): Content {
  return { text: `${JSON.stringify(value, null, 2)}\n` };
}

export interface Use {
  readonly version: string;
  readonly url: string;
  readonly npm: string;
  /** A URL. */
  readonly registry: string;
  /** sha256 of the Bazel archive. */
  readonly digest: Buffer;
}

/** How to use them, ready to paste. */
export function useText({ version, url, npm, registry, digest }: Use): string {
  return `onepack ${version}

# npm

npm install ${npm}

# … and where Node is older than 22.15, as that of Debian 12 and 13 is, one beside it that npx takes

npm install node

# Bazel, in WORKSPACE

load("@bazel_tools//tools/build_defs/repo:http.bzl", "http_archive")

http_archive(
    name = "onepack",
    sha256 = "${digest.toString('hex')}",
    urls = ["${url}"],
)

load("@onepack//bazel:repositories.bzl", "onepack_dependencies", "onepack_register_toolchains")

onepack_dependencies()

onepack_register_toolchains()

# Bazel, in MODULE.bazel

bazel_dep(name = "onepack", version = "${version}")
archive_override(
    module_name = "onepack",
    integrity = "sha256-${digest.toString('base64')}",
    urls = ["${url}"],
)

# Bazel, in MODULE.bazel, with the registry

bazel_dep(name = "onepack", version = "${version}")

# … and in .bazelrc

common --registry=${registry}
common --registry=https://bcr.bazel.build

# For either, in .bazelrc: Node starts a few times, and not for each package

build --@onepack//bazel:workers
build --worker_sandboxing

# … and Debian's own bazelrc, which says --sandbox_debug, makes each action print some forty lines of mounts no more

build --nosandbox_debug

# Then, for the first packages.yaml

npx onepack init
bazel run @onepack//bazel:onepack -- init pkgs
`;
}
