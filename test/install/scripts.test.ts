/** kubelet as it is installed, upgraded, downgraded, removed and purged by apt and by dnf: what its scripts call, and what stays. */
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/packing.ts';
import { createDebianRoot, type DebianRoot } from '../support/roots/debian.ts';
import { describeIn } from '../support/roots/left_out.ts';
import { packKubernetes, packStandIns, standInSources } from '../support/roots/packing.ts';
import type { Root } from '../support/roots/root.ts';
import { createRpmRoot } from '../support/roots/rpm.ts';

const folder = temporaryFolder('onepack-install-');
const OLD = 'v1.36.2';
const NEW = 'v1.36.3';

/** kubelet in two versions, and once what it depends on of ours. */
async function packKubelets(format: 'deb' | 'rpm'): Promise<{ old: string; new: string; all: string[] }> {
  const kubelet = async (version: string): Promise<string> => {
    const sources = standInSources(join(folder, format, 'sources', version), version);
    const asked = { version, packages: ['kubelet'], formats: [format] };
    const [file = ''] = await packKubernetes(join(folder, format), sources, asked);
    return file;
  };
  const cniAsked = { version: 'v1.36.1', packages: ['kubernetes-cni'], formats: [format] };
  const cni = await packKubernetes(join(folder, format), standInSources(join(folder, format, 'cni'), NEW), cniAsked);
  const [old, new_] = [await kubelet(OLD), await kubelet(NEW)];
  return { old, new: new_, all: [old, new_, ...cni] };
}

const PRESET = 'systemctl preset kubelet.service';
const DISABLE = 'systemctl --no-reload disable kubelet.service';
const STOP = 'systemctl stop kubelet.service';
const RELOAD = 'systemctl daemon-reload';

interface Step<R extends Root> {
  readonly step: string;
  readonly act: (root: R, kubelet: { old: string; new: string }) => Promise<void>;
  /** Where systemd runs. Where it does not, as in the making of an image, those of them that only change links. */
  readonly calls: readonly string[];
  readonly version: string | undefined;
}

const DEB: readonly Step<DebianRoot>[] = [
  { step: 'installed', act: (root, { old }) => root.installFiles(old), calls: [PRESET], version: '1.36.2-0' },
  { step: 'upgraded', act: (root) => root.upgrade('kubelet'), calls: [RELOAD, PRESET], version: '1.36.3-0' },
  { step: 'downgraded', act: (root, { old }) => root.installFiles(old), calls: [RELOAD, PRESET], version: '1.36.2-0' },
  { step: 'removed', act: (root) => root.remove('kubelet'), calls: [DISABLE, STOP, RELOAD], version: undefined },
  { step: 'installed again', act: (root) => root.install('kubelet'), calls: [PRESET], version: '1.36.3-0' },
  { step: 'purged', act: (root) => root.purge('kubelet'), calls: [DISABLE, STOP, RELOAD, RELOAD], version: undefined },
];

const RPM: readonly Step<Root>[] = [
  { step: 'installed', act: (root, { old }) => root.installFiles(old), calls: [PRESET], version: '1.36.2-0' },
  { step: 'upgraded', act: (root) => root.upgrade('kubelet'), calls: [RELOAD], version: '1.36.3-0' },
  { step: 'downgraded', act: (root, { old }) => root.installFiles(old), calls: [RELOAD], version: '1.36.2-0' },
  { step: 'removed', act: (root) => root.remove('kubelet'), calls: [DISABLE, STOP, RELOAD], version: undefined },
];

/** Each step with systemd and without. */
function bothWays<R extends Root>(steps: readonly Step<R>[]) {
  const quiet = (calls: readonly string[]) => calls.filter((call) => call === PRESET || call === DISABLE);
  return [
    ...steps.map((step) => ({ ...step, runs: true, where: 'where systemd runs' })),
    ...steps.map((step) => ({ ...step, calls: quiet(step.calls), runs: false, where: 'where it does not' })),
  ];
}

/** What somebody wrote into the file of the kubelet's arguments. */
const CHANGED = 'KUBELET_EXTRA_ARGS=--v=4\n';

describeIn('deb')('the deb of kubelet', () => {
  const CONF = '/etc/default/kubelet';
  let root: DebianRoot;
  let kubelet: Awaited<ReturnType<typeof packKubelets>>;
  beforeAll(async () => {
    [root, kubelet] = await Promise.all([createDebianRoot(join(folder, 'debian')), packKubelets('deb')]);
    await root.offer(kubelet.all);
  }, 600_000);

  it.each(bothWays(DEB))('is $step $where', async ({ act, calls, runs, version }) => {
    root.boot(runs);
    await act(root, kubelet);
    expect(root.calls()).toEqual(calls);
    expect(await root.version('kubelet')).toBe(version);
  });

  it('leaves nothing when it is purged', () => {
    const left = [
      '/usr/bin/kubelet',
      CONF,
      '/usr/lib/systemd/system/kubelet.service',
      '/var/lib/dpkg/info/kubelet.list',
    ];
    expect(left.filter((path) => root.has(path))).toEqual([]);
  });

  it('keeps a changed conffile in an upgrade and a downgrade, and drops it when it is purged', async () => {
    await root.installFiles(kubelet.old);
    root.write(CONF, CHANGED);
    await root.upgrade('kubelet');
    expect(root.read(CONF)).toBe(CHANGED);
    expect(root.read('/usr/bin/kubelet')).toContain(NEW);
    await root.installFiles(kubelet.old);
    expect(root.read(CONF)).toBe(CHANGED);
    await root.remove('kubelet');
    expect(root.read(CONF)).toBe(CHANGED);
    await root.purge('kubelet');
    expect(root.has(CONF)).toBe(false);
  });
});

describeIn('rpm')('the rpm of kubelet', () => {
  const CONF = '/etc/sysconfig/kubelet';
  let root: Root;
  let kubelet: Awaited<ReturnType<typeof packKubelets>>;
  beforeAll(async () => {
    const standIns = await packStandIns(join(folder, 'stand-ins'));
    root = await createRpmRoot(join(folder, 'rpm'), standIns);
    kubelet = await packKubelets('rpm');
    await root.offer(kubelet.all);
  }, 600_000);

  it.each(bothWays(RPM))('is $step $where', async ({ act, calls, runs, version }) => {
    root.boot(runs);
    await act(root, kubelet);
    expect(root.calls()).toEqual(calls);
    expect(await root.version('kubelet')).toBe(version);
  });

  it('leaves nothing when it is removed', () => {
    const left = ['/usr/bin/kubelet', CONF, '/usr/lib/systemd/system/kubelet.service', '/var/lib/kubelet'];
    expect(left.filter((path) => root.has(path))).toEqual([]);
  });

  it('keeps a changed %config(noreplace) file in an upgrade and a downgrade, and beside its name when it is removed', async () => {
    await root.installFiles(kubelet.old);
    root.write(CONF, CHANGED);
    await root.upgrade('kubelet');
    expect(root.read(CONF)).toBe(CHANGED);
    expect(root.read('/usr/bin/kubelet')).toContain(NEW);
    await root.installFiles(kubelet.old);
    expect(root.read(CONF)).toBe(CHANGED);
    await root.remove('kubelet');
    expect(root.has(CONF)).toBe(false);
    expect(root.read(`${CONF}.rpmsave`)).toBe(CHANGED);
  });
});
