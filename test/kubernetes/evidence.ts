/** What the expectations stand on: public files, each at a commit. */

export interface Evidence {
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  /** What it says, where the path does not tell. */
  readonly note?: string;
}

/** kubernetes/release as it was when the packages of today, and those of 1.14.3, were built from it. */
const TODAY = 'f618b2a3';
const PROPOSAL = '26ced081';

function release(commit: string, path: string, note?: string): Evidence {
  return { repository: 'kubernetes/release', commit, path, ...(note === undefined ? {} : { note }) };
}

function template(path: string): Evidence {
  return release(TODAY, `cmd/krel/templates/latest/${path}`);
}

function debian(path: string): Evidence {
  return release(PROPOSAL, `debian/bionic/${path}`);
}

export const EVIDENCE = {
  metadata: template('metadata.yaml'),
  'kubelet.spec': template('kubelet/kubelet.spec'),
  'kubelet.service': template('kubelet/kubelet.service'),
  'kubelet.env': template('kubelet/kubelet.env'),
  'kubeadm.spec': template('kubeadm/kubeadm.spec'),
  '10-kubeadm.conf': template('kubeadm/10-kubeadm.conf'),
  'kubectl.spec': template('kubectl/kubectl.spec'),
  'kubernetes-cni.spec': template('kubernetes-cni/kubernetes-cni.spec'),
  'cri-tools.spec': template('cri-tools/cri-tools.spec'),
  version: release(TODAY, 'pkg/obs/specs/pkgdef.go', 'the tilde of a pre-release'),
  revision: release(TODAY, 'pkg/consts/main.go', 'the revision 0'),
  architectures: release(TODAY, 'pkg/obs/specs/archive.go'),
  'debbuild scripts': {
    repository: 'debbuild/debbuild-macros',
    commit: 'fb990c1',
    path: 'macros.systemd',
    note: 'what %systemd_post and its like are in a deb',
  },
  floors: release('eb883f20', 'packages/deb/build.go', 'the relations of 1.19 to 1.23'),
  recommends: {
    repository: 'kubernetes/release',
    commit: 'pull/4518',
    path: 'cmd/krel/templates/latest/kubelet/kubelet.spec',
    note: 'published as 1.36.5-1.1',
  },
  'until 2024-08-18': release('778efef1', 'cmd/krel/templates/latest/kubelet/kubelet.spec'),
  'from 2024-08-19': release('bc7d5340', 'cmd/krel/templates/latest/kubelet/kubelet.spec'),
  'from 2024-08-27': release('98122cf8', 'cmd/krel/templates/latest/kubelet/kubelet.spec'),
  'from 2025-09-06': release('d2a7ae37', 'cmd/krel/templates/latest/kubelet/kubelet.spec'),
  '1.14 build.go': release(
    PROPOSAL,
    'debian/build.go',
    'revision, CNI and cri-tools versions, the relations of kubeadm',
  ),
  '1.14 spec': release(PROPOSAL, 'rpm/kubelet.spec', 'one spec, five packages'),
  '1.14 rpm service': release(PROPOSAL, 'rpm/kubelet.service'),
  '1.14 rpm env': release(PROPOSAL, 'rpm/kubelet.env'),
  '1.14 rpm drop-in': release(PROPOSAL, 'rpm/10-kubeadm-post-1.11.conf'),
  '1.14 rpm architectures': release(PROPOSAL, 'rpm/entry.sh'),
  '1.14 deb kubelet': debian('kubelet/debian/control'),
  '1.14 deb kubelet postinst': debian('kubelet/debian/postinst'),
  '1.14 deb kubelet rules': debian('kubelet/debian/rules'),
  '1.14 deb service': debian('kubelet/lib/systemd/system/kubelet.service'),
  '1.14 deb kubeadm': debian('kubeadm/debian/control'),
  '1.14 deb kubeadm postinst': debian('kubeadm/debian/postinst'),
  '1.14 deb drop-in': debian('kubeadm/channel/stable/etc/systemd/system/kubelet.service.d/post-1.10/10-kubeadm.conf'),
  '1.14 deb kubectl': debian('kubectl/debian/control'),
  '1.14 deb kubectl postinst': debian('kubectl/debian/postinst'),
  '1.14 deb kubernetes-cni': debian('kubernetes-cni/debian/control'),
  '1.14 deb cri-tools': debian('cri-tools/debian/control'),
} as const satisfies Readonly<Record<string, Evidence>>;

export type EvidenceName = keyof typeof EVIDENCE;
