/** The form of an expectation: what one package is in one format, in the words of dpkg and rpm. */
import type { Format } from '../../src/format/format.ts';
import type { EvidenceName } from './evidence.ts';

export const PACKAGES = ['kubelet', 'kubeadm', 'kubectl', 'kubernetes-cni', 'cri-tools'] as const;
export type PackageName = (typeof PACKAGES)[number];

/** Of a script: its arguments, and the commands that it then runs where systemd does. */
export type Behaviour = Readonly<Record<string, readonly string[]>>;

export interface Facts {
  /** Control fields or rpm tags. One that is not here is absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** `Depends`, `Requires`, … to a set of `name`, `name OP version`. */
  readonly relations: Readonly<Record<string, readonly string[]>>;
  /** Path to `file 0644 root:root conffile` and its like. In a deb folders that lead to another path go without saying. */
  readonly paths: Readonly<Record<string, string>>;
  /** Of text files: the lines that are neither blank nor a comment, in order. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  /** Of files that are to be the very bytes. */
  readonly sha256: Readonly<Record<string, string>>;
  /** By the name of the maintainer script or scriptlet. */
  readonly scripts: Readonly<Record<string, Behaviour>>;
}

export interface Published extends Facts {
  readonly from: readonly EvidenceName[];
}

/** What Kubernetes published of one version. */
export type Generation = Readonly<Record<PackageName, Readonly<Record<Format, Published>>>>;

export const NOTHING: Facts = { fields: {}, relations: {}, paths: {}, texts: {}, sha256: {}, scripts: {} };

/** What each format says of every package of this file: the type that is meant by `file(…)` and its like. */
export function file(mode: string, mark?: string): string {
  return `file ${mode} root:root${mark === undefined ? '' : ` ${mark}`}`;
}

export const DIR = 'dir 0755 root:root';
export const PROGRAM = file('0755');
export const TEXT = file('0644');

/** The lines of a unit that both generations have. */
export function unit(documentation: string, network: readonly string[] = []): string[] {
  return [
    '[Unit]',
    'Description=kubelet: The Kubernetes Node Agent',
    `Documentation=${documentation}`,
    ...network,
    '[Service]',
    'ExecStart=/usr/bin/kubelet',
    'Restart=always',
    'StartLimitInterval=0',
    'RestartSec=10',
    '[Install]',
    'WantedBy=multi-user.target',
  ];
}

/** kubeadm's drop-in, the same since 1.11 but for the path of the environment file. */
export function dropIn(environmentFile: string): string[] {
  return [
    '[Service]',
    'Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"',
    'Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"',
    'EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env',
    `EnvironmentFile=-${environmentFile}`,
    'ExecStart=',
    'ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS',
  ];
}

export const ENV_SHA256 = '2737f011e1fc6995aeeb6a2071e268e37b1437481bbdb205f5075939f40d7ae7';
