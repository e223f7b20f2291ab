/** The set of this repository, read from its files. What it says of each version is in test/kubernetes. */
import { describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planSchema, serializePlan } from '../../src/plan/plan.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { spelled } from '../support/packing.ts';

async function plansOf(version?: string, set: readonly string[] = []) {
  const loaded = await loadConfig({ config: 'build/pkgs/packages.yaml', version, set });
  return resolvePlans(loaded);
}

async function plan(name: string, format: string, version?: string, set: readonly string[] = []): Promise<Plan> {
  const { plans, problems } = await plansOf(version, set);
  expect(problems).toEqual([]);
  const found = plans.find((one) => one.package === name && one.format === format && one.architecture === 'amd64');
  if (found === undefined) throw new Error(`no plan of ${name}`);
  return found;
}

describe('build/pkgs/packages.yaml', () => {
  it('has a whole plan for everything', async () => {
    const { plans, problems } = await plansOf();
    expect(problems).toEqual([]);
    expect(plans).toHaveLength(5 * 4 * 2);
    for (const one of plans) expect(planSchema.parse(one)).toEqual(one);
  });

  it('gives the same texts again', async () => {
    const texts = async () => (await plansOf()).plans.map(serializePlan);
    expect(await texts()).toEqual(await texts());
  });

  it('installs what each format expects, from where the config lies', async () => {
    const config = async (format: string) => {
      const { contents } = await plan('kubelet', format);
      return contents.flatMap((content) => (content.type === 'file' && content.config !== undefined ? [content] : []));
    };
    const common = { src: { file: 'build/pkgs/files/kubelet.env' }, config: 'noreplace', mode: '0644' };
    expect(await config('deb')).toEqual([expect.objectContaining({ ...common, dst: '/etc/default/kubelet' })]);
    expect(await config('rpm')).toEqual([expect.objectContaining({ ...common, dst: '/etc/sysconfig/kubelet' })]);
    const kubelet = { name: 'kubelet.service', enable: 'preset', start: false, restartOnUpgrade: false };
    expect((await plan('kubelet', 'deb')).systemd).toEqual({ style: 'systemctl', units: [kubelet] });
    expect((await plan('kubelet', 'rpm')).systemd).toEqual({ units: [kubelet] });
    expect((await plan('kubelet', 'deb')).sources).toEqual({
      kubelet: { file: 'build/pkgs/bin/amd64/kubelet', extract: false, isFetched: true },
    });
  });

  it('takes a version, and a relation and a vendor by path', async () => {
    const set = ['packages.kubectl.depends.jq=>= 1.5,defaults.vendor=Acme'];
    const deb = await plan('kubectl', 'deb', 'v1.99.0-alpha.1', set);
    const rpm = await plan('kubectl', 'rpm', 'v1.99.0-alpha.1', set);
    expect([deb.fileName, spelled(deb)['depends'], deb.vendor]).toEqual([
      'kubectl_1.99.0~alpha.1-0_amd64.deb',
      ['jq (>= 1.5)'],
      'Acme',
    ]);
    expect([rpm.fileName, spelled(rpm)['depends'], rpm.vendor]).toEqual([
      'kubectl-1.99.0~alpha.1-0.x86_64.rpm',
      ['jq >= 1.5'],
      'Acme',
    ]);
  });

  it('keeps the versions of the packages that have their own', async () => {
    const cni = await plan('kubernetes-cni', 'deb', 'v1.99.0', ['vars.cni_version=1.6.0']);
    expect(cni.fileName).toBe('kubernetes-cni_1.6.0-0_amd64.deb');
  });
});
