/** The helper packages of kubelet, which followed the day of a build and not the version of Kubernetes. */
import type { EvidenceName } from './evidence.ts';

export interface Helpers {
  /** Of build/pkgs/overlays; nothing for what packages.yaml itself says. */
  readonly overlay?: string;
  readonly built: string;
  /** A version that was built then. */
  readonly version: string;
  readonly from: readonly EvidenceName[];
  /** Beside kubernetes-cni. */
  readonly needs: Readonly<Record<'deb' | 'rpm', readonly string[]>>;
  /** In both formats. */
  readonly recommends: readonly string[];
}

const IPTABLES = 'iptables >= 1.4.21';

export const HELPERS: readonly Helpers[] = [
  {
    overlay: 'helpers-until-2024-08-18.yaml',
    built: 'until 2024-08-18',
    version: 'v1.31.0',
    from: ['until 2024-08-18'],
    needs: {
      deb: [IPTABLES, 'iproute2', 'mount', 'socat', 'util-linux', 'ethtool', 'ebtables', 'conntrack'],
      rpm: [IPTABLES, 'iproute', 'socat', 'util-linux', 'ethtool', 'ebtables', 'conntrack'],
    },
    recommends: [],
  },
  {
    overlay: 'helpers-2024-08-19.yaml',
    built: '2024-08-19 to 2024-08-26',
    version: 'v1.31.0',
    from: ['from 2024-08-19'],
    needs: {
      deb: [IPTABLES, 'iproute2', 'mount', 'socat', 'util-linux', 'ethtool', 'ebtables', 'conntrack'],
      rpm: [IPTABLES, 'iproute', 'socat', 'util-linux', 'ethtool', 'ebtables', 'conntrack-tools'],
    },
    recommends: [],
  },
  {
    overlay: 'helpers-2024-08-27.yaml',
    built: '2024-08-27 to 2025-09-05',
    version: 'v1.31.13',
    from: ['from 2024-08-27'],
    needs: {
      deb: [IPTABLES, 'iproute2', 'mount', 'conntrack', 'util-linux', 'ethtool'],
      rpm: [IPTABLES, 'iproute', 'conntrack-tools', 'util-linux', 'ethtool'],
    },
    recommends: [],
  },
  {
    overlay: 'helpers-2025-09-06.yaml',
    built: '2025-09-06 until #4518',
    version: 'v1.36.3',
    from: ['from 2025-09-06'],
    needs: { deb: [IPTABLES, 'mount', 'util-linux'], rpm: [IPTABLES, 'util-linux'] },
    recommends: [],
  },
  {
    overlay: 'helpers-recommended.yaml',
    built: 'since #4518',
    version: 'v1.34.2',
    from: ['recommends'],
    needs: { deb: ['mount', 'util-linux'], rpm: ['util-linux'] },
    recommends: [IPTABLES],
  },
  {
    built: 'packages.yaml itself, before 1.36.5',
    version: 'v1.36.3',
    from: ['kubelet.spec'],
    needs: { deb: [IPTABLES, 'mount', 'util-linux'], rpm: [IPTABLES, 'util-linux'] },
    recommends: [],
  },
  {
    built: 'packages.yaml itself, from 1.36.5 on',
    version: 'v1.36.5',
    from: ['recommends'],
    needs: { deb: ['mount', 'util-linux'], rpm: ['util-linux'] },
    recommends: [IPTABLES],
  },
];
