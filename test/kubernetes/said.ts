/**
 * What lintian and rpmlint say of Kubernetes' packages, each tag with the reason why it stays. docs/kubernetes.md is written from
 * this table. A tag that is not here fails the test, and so does one that is here and is not said.
 */
import type { Linter } from '../support/linters.ts';
import type { GenerationName } from './differences.ts';
import { PACKAGES, type PackageName } from './facts.ts';

export interface Said {
  readonly tag: string;
  readonly why: string;
  readonly of: Readonly<Partial<Record<GenerationName, readonly PackageName[]>>>;
}

const ALL = PACKAGES;
/** kubernetes-cni brings no command. */
const COMMANDS: readonly PackageName[] = ['kubelet', 'kubeadm', 'kubectl', 'cri-tools'];

const STATIC =
  'Go links so without cgo, and so are the stand-ins of the tests. The published kubelet is built with cgo, so it is not said of it.';

export const SAID: Readonly<Record<Linter['name'], readonly Said[]>> = {
  lintian: [
    {
      tag: 'no-changelog',
      why: 'Those that are published have none. The key `changelog` writes changelog.Debian.gz.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'debian-revision-is-zero',
      why: 'It is what the published spec has. `revision` says another.',
      of: { today: ALL },
    },
    {
      tag: 'depends-on-essential-package-without-using-version',
      why: 'Published so: kubelet needs util-linux.',
      of: { today: ['kubelet'], '1.14': ['kubelet'] },
    },
    {
      tag: 'description-is-pkg-name',
      why: 'Published so: Kubernetes CNI.',
      of: { '1.14': ['kubernetes-cni'] },
    },
    {
      tag: 'description-synopsis-is-duplicated',
      why: 'Published so: one sentence is both summary and description.',
      of: { today: ALL },
    },
    {
      tag: 'dir-or-file-in-opt',
      why: 'Container runtimes look for plugins in /opt/cni/bin.',
      of: { today: ['kubernetes-cni'], '1.14': ['kubernetes-cni'] },
    },
    {
      tag: 'extended-description-is-probably-too-short',
      why: 'Published so.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'extended-description-line-too-long',
      why: 'Published so.',
      of: { '1.14': ['cri-tools'] },
    },
    {
      tag: 'extra-license-file',
      why: 'Published so: the licence is in LICENSE.',
      of: { today: ALL },
    },
    {
      tag: 'maintainer-script-calls-systemctl',
      why:
        "Published so: kubelet's of today calls it where systemd runs, and presets, which deb-systemd-helper cannot; kubeadm's of " +
        '1.14 restarts a unit that is not its own.',
      of: { today: ['kubelet'], '1.14': ['kubeadm'] },
    },
    {
      tag: 'no-copyright-file',
      why: 'Published so: today the licence is in LICENSE, the debs of 1.14 had none.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'no-manual-page',
      why: 'Published so.',
      of: { today: COMMANDS, '1.14': COMMANDS },
    },
    {
      tag: 'package-contains-documentation-outside-usr-share-doc',
      why: 'The archive of the plugins has its LICENSE and README.md beside them.',
      of: { today: ['kubernetes-cni'] },
    },
    {
      tag: 'package-supports-alternative-init-but-no-init.d-script',
      why: 'A unit is all that a service needs today.',
      of: { today: ['kubelet', 'kubeadm'], '1.14': ['kubelet'] },
    },
    {
      tag: 'statically-linked-binary',
      why: STATIC,
      of: { today: ALL, '1.14': ALL },
    },
  ],
  rpmlint: [
    {
      tag: 'description-shorter-than-summary',
      why: 'Published so.',
      of: { '1.14': ['kubernetes-cni'] },
    },
    {
      tag: 'dir-or-file-in-opt',
      why: 'Container runtimes look for plugins in /opt/cni/bin.',
      of: { today: ['kubernetes-cni'], '1.14': ['kubernetes-cni'] },
    },
    {
      tag: 'invalid-license',
      why: 'ASL 2.0 was the name in those days; the packages of today say Apache-2.0.',
      of: { '1.14': ALL },
    },
    {
      tag: 'no-changelogname-tag',
      why: 'The published %changelog is empty; that of 1.14 is left out (above). The key `changelog` writes one.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'no-dependency-on',
      why: 'rpmlint takes the end of kubernetes-cni for a language, and asks for locales-cni.',
      of: { today: ['kubernetes-cni'], '1.14': ['kubernetes-cni'] },
    },
    {
      tag: 'no-documentation',
      why: 'Published so.',
      of: { '1.14': ALL },
    },
    {
      tag: 'no-group-tag',
      why: 'Published so. rpm itself says Unspecified.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'no-manual-page-for-binary',
      why: 'Published so.',
      of: { today: COMMANDS, '1.14': COMMANDS },
    },
    {
      tag: 'no-signature',
      why: 'Signing is for who publishes.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'only-non-binary-in-usr-lib',
      why: 'Units are where systemd reads them.',
      of: { today: ['kubelet', 'kubeadm'], '1.14': ['kubelet', 'kubeadm'] },
    },
    {
      tag: 'position-independent-executable-suggested',
      why: 'So are the programs built.',
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'statically-linked-binary',
      why: STATIC,
      of: { today: ALL, '1.14': ALL },
    },
    {
      tag: 'summary-ended-with-dot',
      why: 'Published so.',
      of: { '1.14': ['kubeadm', 'kubectl', 'cri-tools'] },
    },
  ],
};

/** What is said of real programs, and of no stand-in. */
export const SAID_OF_PROGRAMS: Readonly<Record<Linter['name'], readonly string[]>> = {
  // lintian reads words in their data.
  lintian: ['spelling-error-in-binary'],
  rpmlint: [],
};
