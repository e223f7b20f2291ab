/**
 * Where our packages are meant to differ from the published ones, and what an engine adds that it cannot be kept from, each with
 * its reason. docs/kubernetes.md is written from this table, and a change that changes nothing fails the test.
 */
import type { EngineName } from '../../src/schema/schema.ts';
import type { Format } from '../../src/format/format.ts';
import { PACKAGES, type PackageName, TEXT } from './facts.ts';

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

/** A script that is left out, or what it does when called with these arguments. */
export interface ScriptChange {
  readonly script: string;
  readonly args?: string;
  readonly ours: readonly string[] | undefined;
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
    what: "A removal of kubelet's deb that is called off is undone",
    why:
      'dpkg calls postinst with abort-remove where another package stops the removal. prerm has disabled and stopped the kubelet by ' +
      'then; the published postinst leaves it so, ours lets the preset enable it and starts it if it is enabled.',
    changes: [
      change(TODAY, 'kubelet', 'deb', {
        script: 'postinst',
        args: 'abort-remove',
        ours: ['systemctl preset kubelet.service', 'systemctl daemon-reload', 'systemctl is-enabled kubelet.service'],
      }),
    ],
  },
  {
    what: 'The deb of kubectl 1.14 has no postinst',
    why: 'The published one does nothing; it only fails for an argument that dpkg never passes.',
    changes: [change(PROPOSAL, 'kubectl', 'deb', { script: 'postinst', ours: undefined })],
  },
];

/** What an engine writes unasked, and has no way to leave out. */
export const ADDED: Readonly<Partial<Record<EngineName, readonly Difference[]>>> = {
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

/** What differs and no expectation can say, since what is published depends on who builds it, or on words. */
export const UNSEEN: readonly Omit<Difference, 'changes'>[] = [
  {
    what: 'No `libc6` in the Depends of kubelet, and no `libc.so.6(...)` in its Requires',
    why:
      'debbuild, dpkg-shlibdeps and rpmbuild read them out of the binary on the build host. onepack adds no relation that the ' +
      'config does not have, and glibc is on every system that these packages are for.',
  },
  {
    what: 'No Vendor, Distribution, release suffix or signature',
    why:
      'The build service adds them (`obs://build.opensuse.org/isv:kubernetes`, `-1.1`, `150500.1.1`), not the spec. `vendor` and ' +
      '`revision: {deb: "1.1", rpm: "150500.1.1"}` say them where they are wanted; signing is for who publishes.',
  },
  {
    what: 'What the scriptlets of the rpms of today call',
    why:
      'The spec has `%systemd_post`, `%systemd_preun` and `%systemd_postun`, which the build host fills in; no published rpm was at hand ' +
      'to read the text from. The table has what they are for, in the commands of the deb: preset at the first installation, ' +
      'disable and stop at removal, daemon-reload afterwards, no restart.',
  },
  {
    what: 'No `%changelog` in the rpms of 1.14',
    why: 'The spec carried one history for all packages, last changed for this build on 2019-05-30. That of today is empty.',
  },
  {
    what: 'The comments of the drop-in, and the words of README.md, are our own',
    why: 'Directives are compared one by one and in order. kubelet.service and the environment file are the same bytes.',
  },
  {
    what: 'LICENSE is the Apache licence 2.0 as apache.org has it',
    why: 'The published files are the same licence in two other layouts.',
  },
  {
    what: 'Folders have mode 0755',
    why: 'So has the spec; those on hosts that installed the published debs were seen with 0775, which is debbuild.',
  },
  {
    what: 'For 32-bit arm an rpm is `armv7hl`',
    why:
      'It was `armhfp` at the time of 1.14, the name of a repository that no machine accepts: ' +
      'https://github.com/kubernetes/release/issues/520. Today there is no 32-bit arm; `architectures` brings it back.',
  },
  {
    what: 'kubeadm 1.32 to 1.36 needs nothing',
    why:
      'So says the metadata of today. Those that were published up to 1.36.0 need cri-tools >= 1.30.0, because two ranges held ' +
      'them and the first won. Two ranges that overlap are an error here.',
  },
  {
    what: 'kubeadm 1.19 to 1.23 needs kubernetes-cni >= 0.8.7 as an rpm too',
    why: 'The spec of that time said 0.8.6 there and 0.8.7 in the deb, and krel has no metadata for these versions.',
  },
];
