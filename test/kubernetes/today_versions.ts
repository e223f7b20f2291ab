/** What differs by the version of Kubernetes today: the relations of kubelet and kubeadm, row by row, not computed. */
import type { EvidenceName } from './evidence.ts';

export interface VersionFacts {
  /** As the packages spell it. */
  readonly version: string;
  /** What kubeadm needs, in both formats. */
  readonly kubeadm: readonly string[];
  /** What kubelet needs of kubernetes-cni, in both formats. */
  readonly cni: string;
  readonly iptables: 'needed' | 'recommended';
  readonly from: readonly EvidenceName[];
  /** Packages of it are built and read too; else plans alone are compared. `all`: in `make test`, not in `make test-all` alone. */
  readonly built?: 'all' | 'long';
}

const NODE = ['kubelet >= 1.19.0', 'kubectl >= 1.19.0'];

function needs(cni: string, criTools: string): string[] {
  return [...NODE, `kubernetes-cni >= ${cni}`, `cri-tools >= ${criTools}`];
}

const METADATA: readonly EvidenceName[] = ['metadata'];
const FLOORS: readonly EvidenceName[] = ['floors'];

/** The key is the version that the config is given. Those of the issue, and those at both sides of every range. */
export const VERSIONS: Readonly<Record<string, VersionFacts>> = {
  'v1.19.0': row('1.19.0', needs('0.8.7', '1.19.0'), '0.8.7', FLOORS),
  'v1.20.2': row('1.20.2', needs('0.8.7', '1.19.0'), '0.8.7', FLOORS, 'all'),
  'v1.23.17': row('1.23.17', needs('0.8.7', '1.19.0'), '0.8.7', FLOORS),
  // Semver has 1.24.0-rc.1 before 1.24.0, so it is still of the range below, as 1.32.0-alpha.1 is.
  'v1.24.0-rc.1': row('1.24.0~rc.1', needs('0.8.7', '1.19.0'), '0.8.7', FLOORS),
  'v1.24.0': row('1.24.0', needs('0.8.7', '1.23.0'), '0.8.7', METADATA, 'long'),
  'v1.24.1': row('1.24.1', needs('0.8.7', '1.23.0'), '0.8.7', METADATA),
  'v1.24.2': row('1.24.2', needs('0.8.7', '1.24.2'), '0.8.7', METADATA),
  'v1.24.3': row('1.24.3', needs('0.8.7', '1.24.2'), '0.8.7', METADATA, 'long'),
  'v1.24.4': row('1.24.4', needs('0.8.7', '1.24.2'), '0.8.7', METADATA),
  'v1.24.5': row('1.24.5', needs('1.1.1', '1.25.0'), '1.1.1', METADATA),
  'v1.24.17': row('1.24.17', needs('1.1.1', '1.25.0'), '1.1.1', METADATA),
  // Before 1.25.0, so of the range that ends there.
  'v1.25.0-rc.1': row('1.25.0~rc.1', needs('1.1.1', '1.25.0'), '1.1.1', METADATA),
  'v1.25.0': row('1.25.0', needs('0.8.7', '1.24.2'), '0.8.7', METADATA, 'long'),
  'v1.25.1': row('1.25.1', needs('1.1.1', '1.25.0'), '1.1.1', METADATA),
  'v1.27.9': row('1.27.9', needs('1.1.1', '1.25.0'), '1.1.1', METADATA, 'long'),
  'v1.27.16': row('1.27.16', needs('1.1.1', '1.25.0'), '1.1.1', METADATA),
  'v1.28.0': row('1.28.0', needs('1.2.0', '1.28.0'), '1.2.0', METADATA),
  'v1.29.1': row('1.29.1', needs('1.2.0', '1.28.0'), '1.2.0', METADATA, 'all'),
  'v1.30.0-alpha.1': row('1.30.0~alpha.1', needs('1.2.0', '1.28.0'), '1.2.0', METADATA),
  'v1.30.0': row('1.30.0', ['cri-tools >= 1.30.0'], '1.2.0', METADATA),
  'v1.31.13': row('1.31.13', ['cri-tools >= 1.30.0'], '1.2.0', METADATA, 'long'),
  'v1.32.0-alpha.1': row('1.32.0~alpha.1', ['cri-tools >= 1.30.0'], '1.2.0', METADATA, 'all'),
  'v1.32.0': row('1.32.0', [], '1.2.0', METADATA),
  'v1.34.2': row('1.34.2', [], '1.2.0', METADATA, 'long'),
  'v1.36.3': row('1.36.3', [], '1.2.0', METADATA, 'long'),
  'v1.36.4': row('1.36.4', [], '1.2.0', METADATA),
  'v1.36.5': { ...row('1.36.5', [], '1.2.0', ['metadata', 'recommends'], 'all'), iptables: 'recommended' },
  'v1.99.0-alpha.1': { ...row('1.99.0~alpha.1', [], '1.2.0', ['metadata', 'recommends']), iptables: 'recommended' },
};

function row(
  version: string,
  kubeadm: readonly string[],
  cni: string,
  from: readonly EvidenceName[],
  built?: VersionFacts['built'],
): VersionFacts {
  return { version, kubeadm, cni, iptables: 'needed', from, ...(built === undefined ? {} : { built }) };
}
