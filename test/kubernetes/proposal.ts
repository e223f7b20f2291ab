/** What was built of 1.14.3 from kubernetes/release 26ced081: five source packages of Debian's, and one spec. For amd64. */
import type { EvidenceName } from './evidence.ts';
import {
  DIR,
  dropIn,
  ENV_SHA256,
  file,
  type Generation,
  NOTHING,
  type PackageName,
  PROGRAM,
  type Published,
  TEXT,
  unit,
} from './facts.ts';

const VERSION = '1.14.3';
const CNI_VERSION = '0.7.5';
const CRI_TOOLS_VERSION = '1.12.0';

/** Of the archive 0.7.5. */
export const CNI_PLUGINS = [
  'bridge', 'dhcp', 'flannel', 'host-device', 'host-local', 'ipvlan', 'loopback', 'macvlan', 'portmap', 'ptp', 'sample', 'tuning',
  'vlan',
] as const; // prettier-ignore

const PLUGINS = Object.fromEntries(CNI_PLUGINS.map((name) => [`/opt/cni/bin/${name}`, PROGRAM]));

const BUILD: readonly EvidenceName[] = ['1.14 build.go'];
const SPEC: readonly EvidenceName[] = ['1.14 spec'];

interface DebTexts {
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  /** Before the @ of the address. */
  readonly mailbox: string;
}

function deb(name: PackageName, texts: DebTexts, from: readonly EvidenceName[], rest: Partial<Published>): Published {
  const fields = {
    Package: name,
    Version: `${texts.version}-00`,
    Architecture: 'amd64',
    Maintainer: `Kubernetes Authors <${texts.mailbox}@googlegroups.com>`,
    Section: 'misc',
    Priority: 'optional',
    Homepage: 'https://kubernetes.io',
    Description: `${texts.summary}\n ${texts.description}`,
  };
  return { ...NOTHING, ...rest, fields, from: [...from, ...BUILD] };
}

interface RpmTexts {
  readonly version: string;
  readonly summary: string;
  readonly description: string;
}

function rpm(name: PackageName, texts: RpmTexts, from: readonly EvidenceName[], rest: Partial<Published>): Published {
  const fields = {
    Name: name,
    Version: texts.version,
    Release: '0',
    Summary: texts.summary,
    Description: texts.description,
    License: 'ASL 2.0',
    Group: 'Unspecified',
    Url: 'https://kubernetes.io',
    Os: 'linux',
    Arch: 'x86_64',
  };
  return { ...NOTHING, ...rest, fields, from: [...SPEC, ...from] };
}

const RELEASE = 'kubernetes-dev+release';
const DEV = 'kubernetes-dev';

/** What every postinst says to an argument that dpkg never passes. */
const REFUSED = ['exit 1'];

const ENABLED = [
  'mkdir -p /etc/kubernetes/manifests',
  'deb-systemd-helper unmask kubelet.service',
  'deb-systemd-helper --quiet was-enabled kubelet.service',
  'deb-systemd-helper enable kubelet.service',
  'systemctl --system daemon-reload',
  'deb-systemd-invoke start kubelet.service',
];

export const PROPOSAL: Generation = {
  kubelet: {
    deb: deb(
      'kubelet',
      {
        version: VERSION,
        summary: 'Kubernetes Node Agent',
        description: 'The node agent of Kubernetes, the container cluster manager',
        mailbox: RELEASE,
      },
      ['1.14 deb kubelet', '1.14 deb kubelet postinst', '1.14 deb kubelet rules', '1.14 deb service'],
      {
        relations: {
          Depends: [
            'iptables >= 1.4.21', `kubernetes-cni >= ${CNI_VERSION}`, 'iproute2', 'socat', 'util-linux', 'mount', 'ebtables',
            'ethtool', 'conntrack', 'init-system-helpers >= 1.18~',
          ], // prettier-ignore
        },
        paths: { '/usr/bin/kubelet': PROGRAM, '/lib/systemd/system/kubelet.service': TEXT },
        texts: { '/lib/systemd/system/kubelet.service': unit('https://kubernetes.io/docs/home/') },
        sha256: {
          '/lib/systemd/system/kubelet.service': 'fe642c7c60c273d621a5e35e1a97b469e90ff3787841dd1a5ddbe8e0f17c9360',
        },
        scripts: {
          postinst: {
            configure: ENABLED,
            'configure 1.0': ENABLED,
            'abort-upgrade 2.0': ENABLED,
            'abort-remove': ENABLED,
            nonsense: REFUSED,
          },
          prerm: {
            remove: ['deb-systemd-invoke stop kubelet.service'],
            'upgrade 2.0': ['deb-systemd-invoke stop kubelet.service'],
          },
          postrm: {
            remove: ['systemctl --system daemon-reload', 'deb-systemd-helper mask kubelet.service'],
            'upgrade 2.0': ['systemctl --system daemon-reload'],
            purge: [
              'systemctl --system daemon-reload',
              'deb-systemd-helper purge kubelet.service',
              'deb-systemd-helper unmask kubelet.service',
            ],
          },
        },
      },
    ),
    rpm: rpm(
      'kubelet',
      {
        version: VERSION,
        summary: 'Container cluster management',
        description: 'The node agent of Kubernetes, the container cluster manager.',
      },
      ['1.14 rpm service', '1.14 rpm env'],
      {
        relations: {
          Requires: [
            'iptables >= 1.4.21', `kubernetes-cni >= ${CNI_VERSION}`, 'socat', 'util-linux', 'ethtool', 'iproute', 'ebtables',
            'conntrack',
          ], // prettier-ignore
        },
        paths: {
          '/usr/bin/kubelet': PROGRAM,
          '/usr/lib/systemd/system/kubelet.service': TEXT,
          '/etc/kubernetes/manifests': DIR,
          '/etc/sysconfig/kubelet': file('0644', 'config(noreplace)'),
        },
        texts: {
          '/usr/lib/systemd/system/kubelet.service': unit('https://kubernetes.io/docs/'),
          '/etc/sysconfig/kubelet': ['KUBELET_EXTRA_ARGS='],
        },
        sha256: {
          '/usr/lib/systemd/system/kubelet.service': 'c06003634ddb513c7e09affbe2990b4bf3b681354b7a4a38c80f91c145470ff3',
          '/etc/sysconfig/kubelet': ENV_SHA256,
        },
      },
    ),
  },
  kubeadm: {
    deb: deb(
      'kubeadm',
      {
        version: VERSION,
        summary: 'Kubernetes Cluster Bootstrapping Tool',
        description: 'The Kubernetes command line tool for bootstrapping a Kubernetes cluster.',
        mailbox: RELEASE,
      },
      ['1.14 deb kubeadm', '1.14 deb kubeadm postinst', '1.14 deb drop-in'],
      {
        relations: {
          Depends: ['kubelet >= 1.6.0', 'kubectl >= 1.6.0', `kubernetes-cni >= ${CNI_VERSION}`, 'cri-tools >= 1.12.0'],
        },
        // debhelper makes a conffile of all that lies in /etc.
        paths: {
          '/usr/bin/kubeadm': PROGRAM,
          '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf': file('0644', 'conffile'),
        },
        texts: { '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf': dropIn('/etc/default/kubelet') },
        scripts: {
          postinst: {
            configure: ['systemctl daemon-reload', 'systemctl restart kubelet'],
            'abort-upgrade 2.0': [],
            nonsense: REFUSED,
          },
        },
      },
    ),
    rpm: rpm(
      'kubeadm',
      {
        version: VERSION,
        summary: 'Command-line utility for administering a Kubernetes cluster.',
        description: 'Command-line utility for administering a Kubernetes cluster.',
      },
      ['1.14 rpm drop-in'],
      {
        relations: {
          Requires: ['kubelet >= 1.6.0', 'kubectl >= 1.6.0', 'kubernetes-cni >= 0.7.5', 'cri-tools >= 1.11.0'],
        },
        paths: {
          '/usr/bin/kubeadm': PROGRAM,
          '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': TEXT,
        },
        texts: { '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': dropIn('/etc/sysconfig/kubelet') },
      },
    ),
  },
  kubectl: {
    deb: deb(
      'kubectl',
      {
        version: VERSION,
        summary: 'Kubernetes Command Line Tool',
        description: 'The Kubernetes command line tool for interacting with the Kubernetes API.',
        mailbox: RELEASE,
      },
      ['1.14 deb kubectl', '1.14 deb kubectl postinst'],
      {
        paths: { '/usr/bin/kubectl': PROGRAM },
        scripts: { postinst: { configure: [], 'abort-upgrade 2.0': [], nonsense: REFUSED } },
      },
    ),
    rpm: rpm(
      'kubectl',
      {
        version: VERSION,
        summary: 'Command-line utility for interacting with a Kubernetes cluster.',
        description: 'Command-line utility for interacting with a Kubernetes cluster.',
      },
      [],
      { paths: { '/usr/bin/kubectl': PROGRAM } },
    ),
  },
  'kubernetes-cni': {
    deb: deb(
      'kubernetes-cni',
      {
        version: CNI_VERSION,
        summary: 'Kubernetes CNI',
        description: 'The binaries required to provision container networking',
        mailbox: DEV,
      },
      ['1.14 deb kubernetes-cni'],
      { paths: PLUGINS },
    ),
    rpm: rpm(
      'kubernetes-cni',
      {
        version: CNI_VERSION,
        summary: 'Binaries required to provision kubernetes container networking',
        description: 'Binaries required to provision container networking.',
      },
      [],
      { relations: { Requires: ['kubelet'] }, paths: { '/opt/cni': DIR, '/opt/cni/bin': DIR, ...PLUGINS } },
    ),
  },
  'cri-tools': {
    deb: deb(
      'cri-tools',
      {
        version: CRI_TOOLS_VERSION,
        summary: 'Container Runtime Interface Tools',
        description: 'Binaries that interact with the container runtime through the container runtime interface',
        mailbox: DEV,
      },
      ['1.14 deb cri-tools'],
      { paths: { '/usr/bin/crictl': PROGRAM } },
    ),
    rpm: rpm(
      'cri-tools',
      {
        version: CRI_TOOLS_VERSION,
        summary: 'Command-line utility for interacting with a container runtime.',
        description: 'Command-line utility for interacting with a container runtime.',
      },
      [],
      { paths: { '/usr/bin/crictl': PROGRAM } },
    ),
  },
};
