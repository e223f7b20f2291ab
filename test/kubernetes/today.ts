/** What krel at kubernetes/release f618b2a3 builds of a version today, for amd64: one spec, of which debbuild makes the deb. */
import type { EvidenceName } from './evidence.ts';
import {
  DIR,
  dropIn,
  ENV_SHA256,
  file,
  type Generation,
  NOTHING,
  PROGRAM,
  type Published,
  TEXT,
  unit,
} from './facts.ts';
import type { VersionFacts } from './today_versions.ts';

/** The packages with a version of their own: what the config says now. */
export const CNI_VERSION = '1.9.1';
export const CRI_TOOLS_VERSION = '1.36.0';

const UNIT = unit('https://kubernetes.io/docs/', ['Wants=network-online.target', 'After=network-online.target']);
const UNIT_SHA256 = 'ccc966cee3d366b3e9ca0fe3f603b09218a0d5ed01e54f9cae953208f411141f';

/** Of the archive 1.9.1, which is copied whole. */
export const CNI_PLUGINS = [
  'bandwidth', 'bridge', 'dhcp', 'dummy', 'firewall', 'host-device', 'host-local', 'ipvlan', 'loopback', 'macvlan', 'portmap',
  'ptp', 'sbr', 'static', 'tap', 'tuning', 'vlan', 'vrf',
] as const; // prettier-ignore

interface Texts {
  readonly version: string;
  readonly summary: string;
  /** Set for a deb alone; rpm itself says Unspecified where there is no Group. */
  readonly section: string;
}

function debFields(name: string, { version, summary, section }: Texts): Published['fields'] {
  return {
    Package: name,
    Version: `${version}-0`,
    Section: section,
    Priority: 'optional',
    Architecture: 'amd64',
    Maintainer: 'Kubernetes Authors <dev@kubernetes.io>',
    Description: `${summary}\n ${summary}.`,
    Homepage: 'https://kubernetes.io',
  };
}

function rpmFields(name: string, { version, summary }: Texts): Published['fields'] {
  return {
    Name: name,
    Version: version,
    Release: '0',
    Summary: summary,
    Description: `${summary}.`,
    License: 'Apache-2.0',
    Group: 'Unspecified',
    Url: 'https://kubernetes.io',
    Packager: 'Kubernetes Authors <dev@kubernetes.io>',
    Os: 'linux',
    Arch: 'x86_64',
  };
}

function docs(name: string): Record<'deb' | 'rpm', Published['paths']> {
  return {
    deb: { [`/usr/share/doc/${name}/LICENSE`]: TEXT, [`/usr/share/doc/${name}/README.md`]: TEXT },
    // The spec says %license LICENSE and %doc README.md: rpmbuild makes a folder for each, where the build host has such files.
    rpm: {
      [`%{_defaultlicensedir}/${name}`]: DIR,
      [`%{_defaultlicensedir}/${name}/LICENSE`]: file('0644', 'license'),
      [`%{_docdir}/${name}`]: DIR,
      [`%{_docdir}/${name}/README.md`]: file('0644', 'doc'),
    },
  };
}

const COMMON: readonly EvidenceName[] = ['version', 'revision', 'architectures'];

type Rest = Partial<Pick<Published, 'relations' | 'paths' | 'texts' | 'sha256' | 'scripts'>>;

function published(name: string, texts: Texts, from: readonly EvidenceName[], deb: Rest, rpm: Rest = deb) {
  const add = (rest: Rest, format: 'deb' | 'rpm') => ({
    ...NOTHING,
    ...rest,
    from: [...from, ...COMMON],
    paths: { ...rest.paths, ...docs(name)[format] },
  });
  return {
    deb: { ...add(deb, 'deb'), fields: debFields(name, texts) },
    rpm: { ...add(rpm, 'rpm'), fields: rpmFields(name, texts) },
  };
}

export function today({ version, kubeadm, cni, iptables, from }: VersionFacts): Generation {
  return {
    kubelet: kubelet(version, cni, iptables, from),
    kubeadm: published(
      'kubeadm',
      { version, summary: 'Command-line utility for administering a Kubernetes cluster', section: 'admin' },
      ['kubeadm.spec', '10-kubeadm.conf', ...from],
      {
        relations: kubeadm.length === 0 ? {} : { Depends: kubeadm },
        paths: {
          '/usr/bin/kubeadm': PROGRAM,
          '/lib/systemd/system/kubelet.service.d': DIR,
          '/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': TEXT,
        },
        texts: { '/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': dropIn('/etc/default/kubelet') },
      },
      {
        relations: kubeadm.length === 0 ? {} : { Requires: kubeadm },
        paths: {
          '/usr/bin/kubeadm': PROGRAM,
          '/usr/lib/systemd/system/kubelet.service.d': DIR,
          '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': TEXT,
        },
        texts: { '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf': dropIn('/etc/sysconfig/kubelet') },
      },
    ),
    kubectl: published(
      'kubectl',
      { version, summary: 'Command-line utility for interacting with a Kubernetes cluster', section: 'admin' },
      ['kubectl.spec'],
      { paths: { '/usr/bin/kubectl': PROGRAM } },
    ),
    'kubernetes-cni': kubernetesCni(),
    'cri-tools': published(
      'cri-tools',
      {
        version: CRI_TOOLS_VERSION,
        summary: 'Command-line utility for interacting with a container runtime',
        section: 'admin',
      },
      ['cri-tools.spec'],
      { paths: { '/usr/bin/crictl': PROGRAM } },
    ),
  };
}

function kubelet(version: string, cni: string, iptables: VersionFacts['iptables'], from: readonly EvidenceName[]) {
  const filter = 'iptables >= 1.4.21';
  const needed = iptables === 'needed' ? [filter] : [];
  const recommended = iptables === 'needed' ? {} : { Recommends: [filter] };
  const folders = { '/var/lib/kubelet': DIR, '/etc/kubernetes': DIR, '/etc/kubernetes/manifests': DIR };
  return published(
    'kubelet',
    { version, summary: 'Node agent for Kubernetes clusters', section: 'net' },
    ['kubelet.spec', 'kubelet.service', 'kubelet.env', 'debbuild scripts', ...from],
    {
      relations: { Depends: [...needed, `kubernetes-cni >= ${cni}`, 'mount', 'util-linux'], ...recommended },
      paths: {
        '/usr/bin/kubelet': PROGRAM,
        '/lib/systemd/system/kubelet.service': TEXT,
        '/etc/default/kubelet': file('0644', 'conffile'),
        ...folders,
        '/var/lib/kubelet/.kubelet-keep': TEXT,
        '/etc/kubernetes/manifests/.kubelet-keep': TEXT,
      },
      texts: { '/lib/systemd/system/kubelet.service': UNIT, '/etc/default/kubelet': ['KUBELET_EXTRA_ARGS='] },
      sha256: { '/lib/systemd/system/kubelet.service': UNIT_SHA256, '/etc/default/kubelet': ENV_SHA256 },
      scripts: {
        postinst: {
          configure: ['systemctl preset kubelet.service'],
          'configure 1.0': ['systemctl preset kubelet.service'],
          'abort-upgrade 1.0': [],
          'abort-remove': [],
        },
        prerm: {
          remove: ['systemctl --no-reload disable kubelet.service', 'systemctl stop kubelet.service'],
          'upgrade 2.0': [],
          'failed-upgrade 1.0': [],
        },
        postrm: {
          remove: ['systemctl daemon-reload'],
          purge: ['systemctl daemon-reload'],
          'upgrade 2.0': ['systemctl daemon-reload'],
        },
      },
    },
    {
      relations: { Requires: [...needed, `kubernetes-cni >= ${cni}`, 'util-linux'], ...recommended },
      paths: {
        '/usr/bin/kubelet': PROGRAM,
        '/usr/lib/systemd/system/kubelet.service': TEXT,
        '/etc/sysconfig/kubelet': file('0644', 'config(noreplace)'),
        ...folders,
      },
      texts: { '/usr/lib/systemd/system/kubelet.service': UNIT, '/etc/sysconfig/kubelet': ['KUBELET_EXTRA_ARGS='] },
      sha256: { '/usr/lib/systemd/system/kubelet.service': UNIT_SHA256, '/etc/sysconfig/kubelet': ENV_SHA256 },
      // The argument is how many versions of the package are there afterwards.
      scripts: {
        post: { '1': ['systemctl preset kubelet.service'], '2': [] },
        preun: {
          '0': ['systemctl --no-reload disable kubelet.service', 'systemctl stop kubelet.service'],
          '1': [],
        },
        postun: { '0': ['systemctl daemon-reload'], '1': ['systemctl daemon-reload'] },
      },
    },
  );
}

function kubernetesCni() {
  const paths = {
    '/opt/cni': DIR,
    '/opt/cni/bin': DIR,
    ...Object.fromEntries(CNI_PLUGINS.map((name) => [`/opt/cni/bin/${name}`, PROGRAM])),
    '/opt/cni/bin/LICENSE': TEXT,
    '/opt/cni/bin/README.md': TEXT,
    '/etc/cni': DIR,
    '/etc/cni/net.d': DIR,
  };
  return published(
    'kubernetes-cni',
    {
      version: CNI_VERSION,
      summary: 'Binaries required to provision kubernetes container networking',
      section: 'net',
    },
    ['kubernetes-cni.spec'],
    { paths: { ...paths, '/etc/cni/net.d/.kubernetes-cni-keep': TEXT } },
    { paths },
  );
}
