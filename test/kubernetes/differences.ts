/**
 * Where our packages are meant to differ from the published ones, and what an engine adds that it cannot be kept from, each with
 * its reason. docs/kubernetes.md is written from this table, and a change that changes nothing fails the test.
 */
import type { Format } from '../../src/format/format.ts';
import { type Behaviour, PACKAGES, type PackageName, TEXT } from './facts.ts';

export const GENERATIONS = ['today', '1.14'] as const;
export type GenerationName = (typeof GENERATIONS)[number];

export interface Change {
  readonly in: GenerationName;
  readonly package: PackageName;
  readonly format: Format;
  readonly change: PathChange | FieldChange | ScriptChange;
}

/** A path that lies elsewhere, is another kind of file, is left out (`undefined`), or is new. */
export interface PathChange {
  readonly path: string;
  readonly to?: string;
  readonly as?: string | undefined;
}

export interface FieldChange {
  readonly field: string;
  readonly ours: string | undefined;
}

export interface ScriptChange {
  readonly script: string;
  readonly ours: Behaviour | undefined;
}

export interface Difference {
  readonly what: string;
  readonly why: string;
  readonly changes: readonly Change[];
}

const [TODAY, PROPOSAL] = GENERATIONS;

function change(of: GenerationName, name: PackageName, format: Format, what: Change['change']): Change {
  return { in: of, package: name, format, change: what };
}

function inEach(
  generations: readonly GenerationName[],
  format: Format,
  what: (name: PackageName) => Change['change'][],
) {
  return generations.flatMap((of) =>
    PACKAGES.flatMap((name) => what(name).map((one) => change(of, name, format, one))),
  );
}

const UNIT = 'systemd/system/kubelet.service';

export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'In a deb, units lie in `/usr/lib/systemd/system`, not in `/lib/systemd/system`',
    why:
      'Debian has merged `/lib` into `/usr/lib`, and a package must not install to the old name: ' +
      'https://www.debian.org/doc/debian-policy/ch-opersys.html#file-system-structure and https://wiki.debian.org/UsrMerge. ' +
      'systemd reads the same file.',
    changes: [
      change(TODAY, 'kubelet', 'deb', { path: `/lib/${UNIT}`, to: `/usr/lib/${UNIT}` }),
      change(TODAY, 'kubeadm', 'deb', { path: `/lib/${UNIT}.d`, to: `/usr/lib/${UNIT}.d` }),
      change(TODAY, 'kubeadm', 'deb', {
        path: `/lib/${UNIT}.d/10-kubeadm.conf`,
        to: `/usr/lib/${UNIT}.d/10-kubeadm.conf`,
      }),
      change(PROPOSAL, 'kubelet', 'deb', { path: `/lib/${UNIT}`, to: `/usr/lib/${UNIT}` }),
    ],
  },
  {
    what: 'In a deb, empty folders are folders, with no `.kubelet-keep` and `.kubernetes-cni-keep` in them',
    why: 'A deb can hold an empty folder; debbuild, which makes a deb from a spec, drops it.',
    changes: [
      change(TODAY, 'kubelet', 'deb', { path: '/var/lib/kubelet/.kubelet-keep', as: undefined }),
      change(TODAY, 'kubelet', 'deb', { path: '/etc/kubernetes/manifests/.kubelet-keep', as: undefined }),
      change(TODAY, 'kubernetes-cni', 'deb', { path: '/etc/cni/net.d/.kubernetes-cni-keep', as: undefined }),
    ],
  },
  {
    what: 'In an rpm, the licence lies in `/usr/share/licenses/PACKAGE` and the README in `/usr/share/doc/PACKAGE`',
    why:
      'The published spec leaves both folders to the build host (`%_defaultlicensedir`, `%_docdir`), so they depend on it. These ' +
      'are the ones of Fedora and its kin. What the files are to rpm (%license, %doc) is the same.',
    changes: inEach([TODAY], 'rpm', (name) => [
      { path: `%{_defaultlicensedir}/${name}`, to: `/usr/share/licenses/${name}` },
      { path: `%{_defaultlicensedir}/${name}/LICENSE`, to: `/usr/share/licenses/${name}/LICENSE` },
      { path: `%{_docdir}/${name}`, to: `/usr/share/doc/${name}` },
      { path: `%{_docdir}/${name}/README.md`, to: `/usr/share/doc/${name}/README.md` },
    ]),
  },
  {
    what: 'The rpms of 1.14 have a Packager',
    why: 'onepack asks every package who made it. It is the Maintainer that the deb of the same package was published with.',
    changes: inEach([PROPOSAL], 'rpm', (name) => [{ field: 'Packager', ours: `Kubernetes Authors <${mail(name)}>` }]),
  },
  {
    what: 'The deb of kubectl 1.14 has no postinst',
    why: 'The published one does nothing; it only fails for an argument that dpkg never passes.',
    changes: [change(PROPOSAL, 'kubectl', 'deb', { script: 'postinst', ours: undefined })],
  },
];

/** What an engine writes unasked, and has no way to leave out. */
export const ADDED: Readonly<Record<'fpm', readonly Difference[]>> = {
  fpm: [
    {
      what: 'In a deb, `/usr/share/doc/PACKAGE/changelog.gz`',
      why:
        'fpm writes one into every deb, dated by `sourceDateEpoch`. Debian asks for one: ' +
        'https://www.debian.org/doc/debian-policy/ch-docs.html#changelog-files-and-release-notes.',
      changes: inEach(GENERATIONS, 'deb', (name) => [{ path: `/usr/share/doc/${name}/changelog.gz`, as: TEXT }]),
    },
  ],
};

function mail(name: PackageName): string {
  const isAddOn = name === 'kubernetes-cni' || name === 'cri-tools';
  return `kubernetes-dev${isAddOn ? '' : '+release'}@googlegroups.com`;
}

/** What is not compared, by name, with the reason. */
export const NOT_COMPARED: Readonly<Record<Format, Readonly<Record<string, string>>>> = {
  deb: {
    'Installed-Size': 'it is the size of the binaries',
  },
  rpm: {
    Buildtime: 'it is `sourceDateEpoch`',
    Buildhost: 'it is the word onepack, whatever the host',
    Sourcerpm: 'rpmbuild names a source package, whether there is one or not',
    Optflags: "it is the build host's",
    Platform: "it is the build host's",
  },
};

/** Relations of an rpm that rpmbuild writes itself, so that both have them. */
export const AUTOMATIC: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^rpmlib\(/, 'what rpm must be able to do to read the package'],
  [/^\/bin\/sh$/, 'what scriptlets are run by'],
  [/^config\(/, 'that there are %config files'],
];
