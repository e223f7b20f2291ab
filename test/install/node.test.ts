/**
 * A whole node from a folder of packages, in one go, by apt in a fresh Debian and by dnf in an empty root: the release candidate,
 * over it the release, over that a build with changes, and down again. The programs are small ones that say their version.
 *
 * With ONEPACK_NODE_BINARIES=DIR (of build/pkgs/tools/binaries-from-source; `KUBE_BINARIES=DIR make test-all` sets it) kubelet, kubeadm and
 * kubectl are real, and the CNI plugins are Debian's. Only crictl is still a stand-in: no archive that these tests may ask has it.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { testSaidOfPrograms } from '../kubernetes/linted.ts';
import { temporaryFolder } from '../support/packing.ts';
import { createDebianRoot } from '../support/roots/debian.ts';
import { describeIn, isThere } from '../support/roots/left_out.ts';
import { MACHINE, type Sources, packKubernetes, packStandIns, standInSources } from '../support/roots/packing.ts';
import { execute, type Root } from '../support/roots/root.ts';
import { createRpmRoot } from '../support/roots/rpm.ts';

const folder = temporaryFolder('onepack-node-');
const binaries = process.env['ONEPACK_NODE_BINARIES'] ?? '';
const RELEASE = binaries === '' ? 'v1.20.2' : readFileSync(join(binaries, 'version'), 'utf8').trim();
if (binaries === '') {
  console.log(
    'left out: a node of real binaries, which needs KUBE_BINARIES=DIR make test-all (make binaries-from-source)',
  );
}

const SET = ['cri-tools', 'kubeadm', 'kubectl', 'kubelet', 'kubernetes-cni'];
const PROGRAMS = [
  ['kubeadm', 'version'],
  ['kubelet', '--version'],
  ['kubectl', 'version', '--client'],
] as const;

/** What is packed, and the version of the CNI plugins. */
async function sourcesOfNode(): Promise<{ sources: Sources; cni: string }> {
  const small = standInSources(join(folder, 'sources'), RELEASE);
  if (binaries === '') return { sources: small, cni: '1.1.1' };
  const debian = '.tools/binaries/debian';
  await execa('build/pkgs/tools/debian-binaries', [debian]);
  const [, cni = ''] = /^cni-plugins (.*)$/m.exec(readFileSync(join(debian, 'versions'), 'utf8')) ?? [];
  const real = PROGRAMS.map(([name]) => [name, join(binaries, MACHINE, name)] as const);
  return {
    cni,
    sources: { ...small, ...Object.fromEntries(real), 'cni-plugins': join(debian, MACHINE, 'cni-plugins.tgz') },
  };
}

type Format = 'deb' | 'rpm';

/** The five packages of a version. The two that bear a version of their own are the same for all. */
async function packSets(format: Format): Promise<(version: string) => string[]> {
  const { sources, cni } = await sourcesOfNode();
  const sets = new Map<string, string[]>();
  const ask = (version: string, packages: string[]): Promise<string[]> =>
    packKubernetes(join(folder, format), sources, { version, packages, formats: [format], more: [`--set=vars.cni_version=${cni}`] }); // prettier-ignore
  const others = await ask(RELEASE, ['cri-tools', 'kubernetes-cni']);
  for (const { version } of STEPS) {
    if (!sets.has(version)) sets.set(version, [...(await ask(version, ['kubeadm', 'kubectl', 'kubelet'])), ...others]);
  }
  return (version) => sets.get(version) ?? [];
}

const STEPS = [
  { step: 'installs the release candidate', version: `${RELEASE}-rc.1`, spelled: `${RELEASE.slice(1)}~rc.1-0` },
  { step: 'goes up to the release', version: RELEASE, spelled: `${RELEASE.slice(1)}-0` },
  { step: 'goes up to a build with changes', version: `${RELEASE}-dirty`, spelled: `${RELEASE.slice(1)}+dirty-0` },
  { step: 'goes down to the release', version: RELEASE, spelled: `${RELEASE.slice(1)}-0` },
  { step: 'goes down to the release candidate', version: `${RELEASE}-rc.1`, spelled: `${RELEASE.slice(1)}~rc.1-0` },
];

const CREATE: Readonly<Record<Format, () => Promise<Root>>> = {
  deb: () => createDebianRoot(join(folder, 'debian')),
  rpm: async () => createRpmRoot(join(folder, 'root'), await packStandIns(join(folder, 'stand-ins'))),
};

describeNode('deb', 'apt');
describeNode('rpm', 'dnf');

function describeNode(format: Format, manager: string): void {
  describeIn(format)(`a node by ${manager}`, () => {
    let root: Root;
    let set: (version: string) => string[];
    beforeAll(async () => {
      set = await packSets(format);
      root = await CREATE[format]();
    }, 900_000);

    it.each(STEPS)(
      '$step',
      async ({ version, spelled }) => {
        expect(
          set(version)
            .map((file) => basename(file).replace(/[-_][0-9].*/, ''))
            .sort(),
        ).toEqual(SET);
        await root.installFiles(...set(version));
        for (const name of ['kubeadm', 'kubectl', 'kubelet']) expect(await root.version(name)).toBe(spelled);
        expect(await root.verify(...SET)).toBe('');
        for (const [program, ...args] of PROGRAMS) expect(await root.run(program, ...args)).toContain(RELEASE);
      },
      300_000,
    );

    const analyze = isThere('systemd-analyze') ? it : it.skip;
    if (analyze === it.skip) console.log('left out: verifying the unit of the kubelet, which needs systemd-analyze');
    analyze('has a unit and a drop-in in which systemd finds no fault', async () => {
      const options = [`--root=${root.folder}`, '--man=no', '--recursive-errors=no'];
      expect(await execute('systemd-analyze', ['verify', ...options, 'kubelet.service'])).toBe('');
    });

    // Of stand-ins that are scripts other things are said.
    if (binaries !== '') {
      const real = PROGRAMS.map(([name]) => name);
      const isReal = (file: string): boolean => real.some((name) => basename(file).startsWith(name));
      testSaidOfPrograms(format, real, folder, () => set(RELEASE).filter(isReal));
    }

    it('goes without a trace', async () => {
      await root.remove(...SET);
      const left = ['/usr/bin/kubeadm', '/usr/bin/kubelet', '/usr/bin/kubectl', '/usr/bin/crictl', '/opt/cni/bin'];
      expect(left.filter((path) => root.has(path))).toEqual([]);
      for (const name of SET) expect(await root.version(name)).toBeUndefined();
    });
  });
}
