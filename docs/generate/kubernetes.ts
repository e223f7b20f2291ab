/** docs/kubernetes.md, from the tables that the tests of test/kubernetes compare packages with. */
import { FORMATS } from '../../src/format/format.ts';
import {
  ADDED,
  AUTOMATIC,
  type Difference,
  DIFFERENCES,
  GENERATIONS,
  NOT_COMPARED,
  UNSEEN,
} from '../../test/kubernetes/differences.ts';
import { EVIDENCE, type Evidence, type EvidenceName } from '../../test/kubernetes/evidence.ts';
import { type Generation, type PackageName, PACKAGES, type Published } from '../../test/kubernetes/facts.ts';
import { HELPERS } from '../../test/kubernetes/helpers.ts';
import { PROPOSAL } from '../../test/kubernetes/proposal.ts';
import { type Said, SAID } from '../../test/kubernetes/said.ts';
import { today } from '../../test/kubernetes/today.ts';
import { VERSIONS } from '../../test/kubernetes/today_versions.ts';

const NEWEST = 'v1.36.5';

export function kubernetesPage(): string {
  const newest = VERSIONS[NEWEST];
  if (newest === undefined) throw new Error(`no facts of ${NEWEST}`);
  const parts = [
    INTRODUCTION,
    '## Build them',
    BUILD_WORDS,
    '## What differs, and why',
    table(['what', 'where', 'why'], DIFFERENCES.map(differenceRow)),
    'And what tables of fields and paths cannot show:',
    table(
      ['what', 'why'],
      UNSEEN.map(({ what, why }) => [what, why]),
    ),
    '## What the engine adds',
    'The native engine, which is the default, adds nothing. fpm (`--engine=fpm`) adds the following unasked, and it cannot be removed; what else it would add, a License and a Vendor line in a deb and a Prefixes tag in an rpm, is removed again.',
    table(
      ['what', 'why'],
      (ADDED.fpm ?? []).map(({ what, why }) => [what, why]),
    ),
    '## What is not compared',
    table(
      ['field', 'format', 'since'],
      FORMATS.flatMap((format) => notCompared(format)),
    ),
    `Relations that rpmbuild itself writes are ignored: ${AUTOMATIC.map(([, what]) => what).join('; ')}. So are times, and the order of relations.`,
    '## What lintian and rpmlint say',
    SAID_WORDS,
    table(['who', 'tag', 'of', 'why it stays'], saidRows()),
    '## What each version needs',
    VERSION_WORDS,
    table(
      ['version', 'kubeadm needs', 'kubelet needs', 'iptables is', 'packages built in', 'stands on'],
      versionRows(),
    ),
    '## The helper packages of kubelet',
    HELPER_WORDS,
    table(['built', 'overlay', 'deb needs', 'rpm needs', 'both recommend', 'stands on'], helperRows()),
    '## The packages of today',
    TODAY_WORDS,
    ...generation(today(newest)),
    '## The packages of 1.14.3',
    PROPOSAL_WORDS,
    ...generation(PROPOSAL),
    '## What it stands on',
    table(
      ['name', 'public file'],
      Object.entries(EVIDENCE).map(([name, evidence]) => [name, source(evidence)]),
    ),
    CLOSING,
  ];
  return `${parts.join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from test/kubernetes/ by \`npm run docs\`. Do not edit; its words are in docs/generate/kubernetes.ts. -->

# Kubernetes' packages, fact for fact

For those who have to sign off that [build/pkgs/packages.yaml](../build/pkgs/packages.yaml) makes what Kubernetes publishes: kubelet,
kubeadm, kubectl, kubernetes-cni and cri-tools, as deb and as rpm.

The tables below are those that the tests compare finished packages with. They were written from the public files that each names,
not from our config. A test builds the packages (those of 1.14.3 with fpm, too), reads them with \`dpkg-deb\` and \`rpm\`, runs their scripts
with stand-ins for \`systemctl\` and similar programs, and fails for a field, relation, path, mode, owner, config flag, directive or
command that is missing, different or superfluous. \`npm run jest -- test/kubernetes\` runs it. \`make test\` builds the packages of 1.14.3 and
of four later versions, and compares the plans of all versions below; \`make test-all\` builds twelve versions.

**Of today** means: what kubernetes/release at f618b2a3 would build now for any version, old or new, with the changes of #4518 from 1.36.5 on.
What was published when an older version came out can differ: the helper packages of kubelet changed while branches lived
(below); until 2024-05-28 the deb had \`/etc/sysconfig/kubelet\`, not \`/etc/default/kubelet\`; until 2023-08-04 kubernetes-cni needed
kubelet. 1.19 to 1.23 were only ever built by older scripts: their relations are from those scripts, and everything else is of today.

To sign off, read **What differs, and why**, and the three short sections behind it. Everything else is equal.

Other tests show that the packages work. \`make test\`, if it runs as root, installs, upgrades, downgrades and removes the set with apt in
a fresh Debian and with dnf in an empty root, with small programs instead of the real ones. \`KUBE_BINARIES=DIR make test-all\` does it
with the real kubelet, kubeadm, kubectl and CNI plugins, and a stand-in for crictl; \`make binaries-from-source\` builds such a folder, of 1.20.2.`;

const BUILD_WORDS = `\`make packages\` installs what is missing, brings the binaries and builds \`//build/pkgs:all\`. It needs root, or \`sudo\` without a
password, only where a Debian package is missing; without either it names what is missing. The binaries come from the mirror that the config names.
Where that does not answer, kubectl and the CNI plugins come from Debian's archive, and the last lines say what was left out and how to
bring it. To pack binaries of your own:

\`\`\`sh
KUBE_BINARIES=DIR make packages                    # DIR/<arch>/{kubelet,kubeadm,kubectl,…}
VERSION=v1.36.3 KUBE_BINARIES=DIR make packages    # the same, if they are this version
\`\`\`

The version of a package is the config's or a flag's, and is never read from a binary. Where Debian's binaries were packed, the last line has the
flags that say so, for the commands below. With the binaries in \`build/pkgs/bin\`:

\`\`\`sh
bazel build //build/pkgs:all       # every package, format and architecture whose source is there
bazel build //build/pkgs:kubectl   # one package; also :debs, :rpms, :amd64, :kubectl_amd64_deb, :wrappers
bazel build //build/pkgs:dist      # all of them, or an error: conventional names, SHA256SUMS, manifest.json
bazel build //build/pkgs:kubectl \\
  --//build/pkgs:version=v1.99.0-alpha.1 --//build/pkgs:revision=7 \\
  '--//build/pkgs:set=packages.kubectl.depends.jq=>= 1.5,defaults.vendor=Acme'
\`\`\`

[bazel.md](bazel.md) has all targets and flags. Without Bazel, the same bytes:

\`\`\`sh
npx onepack --config=build/pkgs/packages.yaml --out=out --package=kubectl --arch=amd64
\`\`\``;

const SAID_WORDS = `This is everything that lintian 2.116 (with pedantic tags) and rpmlint 2.4 say of the packages of ${NEWEST} and of 1.14.3. The tests run both,
and fail for a tag that is not listed and for a listed tag that is not reported. _Published so_ means that the published package has it too.`;

const VERSION_WORDS = `One config serves all of them: \`when: from 1.25.1\` in a relation applies from that version on, until the next one begins. Versions are
compared by semver, as Kubernetes' own tools do, so 1.32.0-alpha.1 comes before 1.32.0. The version asked about is that of
Kubernetes, for kubernetes-cni and cri-tools too. A version below 1.19.0 is refused with the ranges that there are. A new minor version
that changes one dependency is one more line. How a tag or a commit becomes a version, and how both formats order versions, is
in [bazel.md](bazel.md#the-version-from-git).`;

const HELPER_WORDS = `Which of iptables, conntrack, socat and similar packages kubelet needs depended on the day on which it was built, not on the version of
Kubernetes. packages.yaml has those of today; an overlay in [build/pkgs/overlays](../build/pkgs/overlays) gives those of another day: \`--overlay=build/pkgs/overlays/NAME\`.`;

const TODAY_WORDS = `As published, with the relations of ${NEWEST}; for amd64. The other three architectures have the same, under the names arm64, ppc64el and
s390x in a deb, and aarch64, ppc64le and s390x in an rpm.`;

const PROPOSAL_WORDS = `[examples/kubernetes-1.14](../examples/kubernetes-1.14/packages.yaml) describes them, with each difference between deb and rpm, in
one config. They were built from kubernetes/release 26ced081, which had made the pin of kubernetes-cni a floor.`;

const CLOSING = `## For another vendor

[examples/vendor-overlay](../examples/vendor-overlay/acme.yaml) is merged over the same config: its own binaries, vendor, maintainer and
revision, a changelog, a dependency with another name in one format, one more file. Nothing is copied from upstream, and a test checks that
nothing else differs.`;

function differenceRow({ what, why, changes }: Difference): string[] {
  const of = [...new Set(changes.map((change) => change.in))];
  const packages = PACKAGES.filter((name) => changes.some((change) => change.package === name));
  return [what, `${of.join(', ')}: ${who(packages)}`, why];
}

function saidRows(): string[][] {
  return Object.entries(SAID).flatMap(([linter, rows]) =>
    rows.map(({ tag, why, of }) => [linter, code(tag), places(of), why]),
  );
}

function places(of: Said['of']): string {
  const texts = GENERATIONS.flatMap((generation) => {
    const packages = of[generation] ?? [];
    return packages.length === 0 ? [] : [`${generation}: ${who(packages)}`];
  });
  return lines(texts);
}

function who(packages: readonly PackageName[]): string {
  return packages.length === PACKAGES.length ? 'all' : packages.join(', ');
}

function notCompared(format: (typeof FORMATS)[number]): string[][] {
  return Object.entries(NOT_COMPARED[format]).map(([name, why]) => [name, format, why]);
}

function versionRows(): string[][] {
  return Object.entries(VERSIONS).map(([version, { kubeadm, cni, iptables, from, built }]) => [
    version,
    kubeadm.length === 0 ? 'nothing' : kubeadm.join(', '),
    `kubernetes-cni >= ${cni}`,
    iptables,
    built === undefined ? 'none: the plan is compared' : built === 'all' ? '`make test`' : '`make test-all`',
    names(from),
  ]);
}

function helperRows(): string[][] {
  return HELPERS.map(({ built, overlay, needs, recommends, from }) => [
    built,
    overlay === undefined ? 'none' : code(overlay),
    needs.deb.join(', '),
    needs.rpm.join(', '),
    recommends.length === 0 ? 'nothing' : recommends.join(', '),
    names(from),
  ]);
}

function generation(facts: Generation): string[] {
  return PACKAGES.flatMap((name) => {
    const { deb, rpm } = facts[name];
    return [
      `### ${name}`,
      table(
        ['', 'deb', 'rpm'],
        [
          ['fields', fields(deb), fields(rpm)],
          ['relations', relations(deb), relations(rpm)],
          ['paths', paths(deb), paths(rpm)],
          ['scripts', scripts(deb), scripts(rpm)],
          ['stands on', names(deb.from), names(rpm.from)],
        ],
      ),
    ];
  });
}

function fields({ fields: all }: Published): string {
  return lines(Object.entries(all).map(([name, value]) => `${name}: ${value.replaceAll('\n ', ' / ')}`));
}

function relations({ relations: all }: Published): string {
  return lines(Object.entries(all).map(([name, entries]) => `${name}: ${entries.join(', ')}`));
}

function paths({ paths: all }: Published): string {
  return lines(Object.entries(all).map(([path, is]) => `${code(path)} ${is.replace(' root:root', '')}`));
}

function scripts({ scripts: all }: Published): string {
  return lines(
    Object.entries(all).flatMap(([script, behaviour]) =>
      Object.entries(behaviour).map(
        ([args, calls]) =>
          `${code(`${script} ${args}`)}: ${calls.length === 0 ? 'nothing' : calls.map(code).join(', ')}`,
      ),
    ),
  );
}

function lines(all: readonly string[]): string {
  return all.length === 0 ? 'none' : all.join('<br>');
}

function names(from: readonly EvidenceName[]): string {
  return [...new Set(from)].join(', ');
}

function source({ repository, commit, path, note }: Evidence): string {
  const [kind, number] = commit.split('/');
  const place =
    kind === 'pull' && number !== undefined
      ? `[${repository}#${number}](https://github.com/${repository}/pull/${number}) ${code(path)}`
      : `[${repository}@${commit}](https://github.com/${repository}/blob/${commit}/${path}) ${code(path)}`;
  return note === undefined ? place : `${place}: ${note}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
