/** examples/vendor-overlay: upstream's config with a few lines over it, and nothing of it copied. */
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan } from '../../src/plan/plan.ts';
import { elf, temporaryFolder, writeFiles } from '../support/packing.ts';
import { differences, wanted } from './compare.ts';
import type { PackageName } from './facts.ts';
import { observe, sha256 } from './observe.ts';
import { packAll } from './packing.ts';
import { plansOf, TODAYS_CONFIG } from './plans.ts';
import { today } from './today.ts';
import { VERSIONS } from './today_versions.ts';

const EXAMPLE = 'examples/vendor-overlay';
/** Like a vendor's own build: an ELF file for amd64, and some bytes that no other has. */
const OWN = Buffer.concat([elf(62), Buffer.from("Acme's own")]);

const folder = temporaryFolder();
let plans: readonly Plan[];
let artifacts: readonly string[];

beforeAll(async () => {
  cpSync(EXAMPLE, folder, { recursive: true });
  writeFiles(join(folder, 'bin/amd64'), { kubelet: OWN, kubeadm: OWN, kubectl: OWN });
  const overlays = [join(folder, 'acme.yaml')];
  const all = await plansOf({ config: TODAYS_CONFIG, version: 'v1.36.3', overlays });
  plans = all.filter((plan) => ['kubelet', 'kubectl'].includes(plan.package));
  artifacts = await packAll(plans, {}, join(folder, 'out'));
}, 600_000);

function packed(name: PackageName, format: Plan['format']) {
  const at = plans.findIndex((plan) => plan.package === name && plan.format === format);
  return observe(artifacts[at] ?? '', format, mkdtempSync(join(folder, 'read-')));
}

/** How it differs from upstream's own. */
async function changesOf(name: PackageName, format: Plan['format']) {
  const seen = await packed(name, format);
  const facts = VERSIONS['v1.36.3'];
  if (facts === undefined) throw new Error('no such version');
  expect(sha256(seen.read(`/usr/bin/${name}`))).toBe(sha256(OWN));
  return differences(
    wanted(today(facts)[name][format], 'today', { package: name, format, engine: 'native' }),
    seen,
    format,
  );
}

const MAINTAINER = 'Kubernetes Authors <dev@kubernetes.io>';
const ACME = 'Acme Packaging <packaging@acme.example>';

describe('an overlay of a vendor', () => {
  it('is short', () => {
    expect(readFileSync(`${EXAMPLE}/acme.yaml`, 'utf8').trim().split('\n').length).toBeLessThan(30);
  });

  it('changes in the deb of kubelet what it says, and nothing else', async () => {
    expect(await changesOf('kubelet', 'deb')).toEqual([
      `- field Maintainer: ${MAINTAINER}`,
      `+ field Maintainer: ${ACME}`,
      '+ field Vendor: Acme',
      '- field Version: 1.36.3-0',
      '+ field Version: 1.36.3-0.acme1',
      '+ path /usr/lib/sysctl.d/90-acme-kubelet.conf: file 0644 root:root',
      '+ path /usr/share/doc/kubelet/changelog.Debian.gz: file 0644 root:root',
    ]);
  });

  it('gives a dependency another name in the rpm alone', async () => {
    expect(await changesOf('kubelet', 'rpm')).toEqual([
      '+ field Changelogname: Acme Packaging <packaging@acme.example> - 1.36.3-0.acme1',
      '+ field Changelogtext: - Build kubelet, kubeadm and kubectl with our own toolchain.\n' +
        '- Ask for acme-util-linux where upstream asks for util-linux, in rpms.\n' +
        '- Bring our settings of the kernel along with kubelet.',
      '+ field Changelogtime: 1785931200',
      `- field Packager: ${MAINTAINER}`,
      `+ field Packager: ${ACME}`,
      '- field Release: 0',
      '+ field Release: 0.acme1',
      '+ field Vendor: Acme',
      '- Provides: kubelet = 1.36.3-0',
      '- Provides: kubelet(x86-64) = 1.36.3-0',
      '+ Provides: kubelet = 1.36.3-0.acme1',
      '+ Provides: kubelet(x86-64) = 1.36.3-0.acme1',
      '- Requires: util-linux',
      '+ Requires: acme-util-linux',
      '+ path /usr/lib/sysctl.d/90-acme-kubelet.conf: file 0644 root:root',
    ]);
  });

  it('leaves a package that it does not name as upstream has it, but for what is common to all', async () => {
    expect(await changesOf('kubectl', 'deb')).toEqual([
      `- field Maintainer: ${MAINTAINER}`,
      `+ field Maintainer: ${ACME}`,
      '+ field Vendor: Acme',
      '- field Version: 1.36.3-0',
      '+ field Version: 1.36.3-0.acme1',
      '+ path /usr/share/doc/kubectl/changelog.Debian.gz: file 0644 root:root',
    ]);
  });

  it('brings a changelog as each format has it, from one text', async () => {
    const written = readFileSync(`${EXAMPLE}/files/changelog`, 'utf8');
    const deb = await packed('kubelet', 'deb');
    expect(gunzipSync(deb.read('/usr/share/doc/kubelet/changelog.Debian.gz')).toString()).toBe(written);
  });
});
