/** What the formats call each architecture, and who is built for which. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { planConfig } from '../../src/plan/plan_config.ts';
import { elf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packAll } from './packing.ts';
import { TODAYS_CONFIG } from './plans.ts';

/** kubernetes/release f618b2a3 pkg/obs/specs/archive.go; and for arm and 386, which it no longer has, what dpkg and rpm take. */
const NAMES: Readonly<Record<string, Readonly<Record<'deb' | 'rpm', string>>>> = {
  amd64: { deb: 'amd64', rpm: 'x86_64' },
  arm64: { deb: 'arm64', rpm: 'aarch64' },
  ppc64le: { deb: 'ppc64el', rpm: 'ppc64le' },
  s390x: { deb: 's390x', rpm: 's390x' },
  arm: { deb: 'armhf', rpm: 'armv7hl' },
  '386': { deb: 'i386', rpm: 'i686' },
};

const PROPOSALS_CONFIG = 'examples/kubernetes-1.14/packages.yaml';
const NODE = '{ architectures: [amd64, arm64, ppc64le, s390x] }';
/** Only kubectl is left with every architecture of the set. */
const CLIENTS = `architectures: [amd64, arm64, ppc64le, s390x, arm, '386']
packages:
  kubelet: ${NODE}
  kubeadm: ${NODE}
  kubernetes-cni: ${NODE}
  cri-tools: ${NODE}
`;
const ARMEL = 'architectureNames: { arm: { deb: armel, rpm: armv5tel } }\n';

const folder = temporaryFolder();

beforeAll(() => {
  writeFiles(folder, {
    'clients.yaml': CLIENTS,
    'armel.yaml': ARMEL,
    arm: elf(40, { bits: 32 }),
    386: elf(3, { bits: 32 }),
  });
});

async function everyPlan(config: string, ...overlays: string[]): Promise<readonly Plan[]> {
  return (await planConfig({ config, overlays: overlays.map((name) => join(folder, name)) })).plans;
}

describe('architectures', () => {
  it('are called what each format calls them', async () => {
    const plans = [...(await everyPlan(TODAYS_CONFIG, 'clients.yaml')), ...(await everyPlan(PROPOSALS_CONFIG))];
    const wrong = plans.filter((plan) => NAMES[plan.architecture]?.[plan.format] !== plan.formatArchitecture);
    expect(wrong).toEqual([]);
    expect(new Set(plans.map(({ architecture }) => architecture))).toEqual(new Set(Object.keys(NAMES)));
  });

  it('are those of today, four for every package', async () => {
    const plans = await everyPlan(TODAYS_CONFIG);
    expect(plans).toHaveLength(5 * 4 * 2);
    expect(plans.filter(({ architecture }) => architecture === '386' || architecture === 'arm')).toEqual([]);
  });

  it('can be more for kubectl alone', async () => {
    const plans = await everyPlan(TODAYS_CONFIG, 'clients.yaml');
    const names = plans
      .filter(({ architecture }) => architecture === '386')
      .map((plan) => `${plan.package} ${plan.format}`);
    expect(names).toEqual(['kubectl deb', 'kubectl rpm']);
    expect(plans).toHaveLength(5 * 4 * 2 + 2 * 2);
  });

  it('have other names where the config says so', async () => {
    const plans = (await everyPlan(PROPOSALS_CONFIG, 'armel.yaml')).filter(
      ({ architecture }) => architecture === 'arm',
    );
    expect([...new Set(plans.map(({ formatArchitecture }) => formatArchitecture))]).toEqual(['armel', 'armv5tel']);
  });

  it.each([
    ['arm', '%{arm}'],
    ['386', '%{ix86}'],
  ])('are in an rpm for %s one that rpm knows', async (architecture, macro) => {
    const [plan] = (await everyPlan(TODAYS_CONFIG, 'clients.yaml')).filter(
      (one) => one.architecture === architecture && one.format === 'rpm',
    );
    const sources = { kubectl: join(folder, architecture) };
    const [artifact = ''] = await packAll(plan === undefined ? [] : [plan], sources, join(folder, 'out', architecture));
    const known = (await run('rpm', ['--eval', macro])).split(' ');
    expect(known).toContain(await run('rpm', ['-qp', '--queryformat', '%{ARCH}', artifact]));
    // The name that the published rpms for 32-bit arm had, and no machine took: kubernetes/release#520.
    expect(known).not.toContain('armhfp');
  });
});
