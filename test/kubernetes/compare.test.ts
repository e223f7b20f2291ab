/** That the comparison sees what it is there to see: packages with a fault of every kind. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, writeFiles } from '../support/packing.ts';
import { differences, wanted } from './compare.ts';
import { writeInputs } from './inputs.ts';
import { observe } from './observe.ts';
import { packAll } from './packing.ts';
import { plansOf, TODAYS_CONFIG } from './plans.ts';
import { CNI_PLUGINS, today } from './today.ts';
import { VERSIONS } from './today_versions.ts';

const folder = temporaryFolder();

const OVERLAY = `defaults: { vendor: Acme, overrides: { deb: { license: MIT } } }
packages:
  kubelet:
    summary: Another
    depends: { util-linux: null, jq: '>= 1.5' }
    suggests: { bash: '*' }
    contents:
      - { dst: /usr/bin/kubelet, mode: '0700' }
      - { dst: /etc/more, type: dir }
`;

const SCRIPT_AND_TEXT = `packages:
  kubelet:
    systemd: { units: [kubelet.service] }
    overrides:
      deb: { scripts: { postinstall: script } }
      rpm: { scripts: { postinstall: script } }
`;

async function faultsOf(overlay: string, format: 'deb' | 'rpm'): Promise<string[]> {
  const config = { config: TODAYS_CONFIG, version: 'v1.36.3', overlays: [join(folder, overlay)] };
  const [plan] = (await plansOf(config)).filter((one) => one.package === 'kubelet' && one.format === format);
  const facts = VERSIONS['v1.36.3'];
  if (plan === undefined || facts === undefined) throw new Error('no plan');
  const [artifact = ''] = await packAll(
    [plan],
    writeInputs(join(folder, 'in'), CNI_PLUGINS, []),
    join(folder, overlay + format),
  );
  const seen = await observe(artifact, format, join(folder, 'read', overlay, format));
  return differences(
    wanted(today(facts).kubelet[format], 'today', { package: 'kubelet', format, engine: 'native' }),
    seen,
    format,
  );
}

beforeAll(() => {
  writeFiles(folder, {
    'fields.yaml': OVERLAY,
    'texts.yaml': SCRIPT_AND_TEXT,
    'kubelet.service': '[Unit]\n# another order\nDocumentation=x\n',
    script: '#!/bin/sh\nsystemctl start kubelet.service\n',
  });
});

describe('the comparison', () => {
  it('sees fields, relations and paths of a deb', async () => {
    expect(await faultsOf('fields.yaml', 'deb')).toEqual([
      '- field Description: Node agent for Kubernetes clusters\n Node agent for Kubernetes clusters.',
      '+ field Description: Another\n Node agent for Kubernetes clusters.',
      '+ field License: MIT',
      '+ field Vendor: Acme',
      '- Depends: util-linux',
      '+ Depends: jq >= 1.5',
      '+ Suggests: bash',
      '+ path /etc/more: dir 0755 root:root',
      '- path /usr/bin/kubelet: file 0755 root:root',
      '+ path /usr/bin/kubelet: file 0700 root:root',
    ]);
  });

  it('sees tags, relations and paths of an rpm', async () => {
    expect(await faultsOf('fields.yaml', 'rpm')).toEqual([
      '- field Summary: Node agent for Kubernetes clusters',
      '+ field Summary: Another',
      '+ field Vendor: Acme',
      '- Requires: util-linux',
      '+ Requires: jq >= 1.5',
      '+ Suggests: bash',
      '+ path /etc/more: dir 0755 root:root',
      '- path /usr/bin/kubelet: file 0755 root:root',
      '+ path /usr/bin/kubelet: file 0700 root:root',
    ]);
  });

  it.each(['deb', 'rpm'] as const)('sees what a script does and a unit says in a %s', async (format) => {
    const found = await faultsOf('texts.yaml', format);
    const path = '/usr/lib/systemd/system/kubelet.service';
    const script = format === 'deb' ? 'postinst configure' : 'post 1';
    expect(found).toEqual(
      expect.arrayContaining([
        `- text of ${path}: Description=kubelet: The Kubernetes Node Agent`,
        `+ text of ${path}: Documentation=x`,
        `- sha256 of ${path}: ccc966cee3d366b3e9ca0fe3f603b09218a0d5ed01e54f9cae953208f411141f`,
        `- ${script}: systemctl preset kubelet.service`,
        `+ ${script}: systemctl start kubelet.service`,
      ]),
    );
  });
});
