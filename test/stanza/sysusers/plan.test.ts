/** From `sysusers` to the users and groups of a plan, and the file that says them. test/wrong has what is refused. */
import { describe, expect, it } from '@jest/globals';
import type { Layers } from '../../../src/config/load.ts';
import { resolvePlans } from '../../../src/plan/resolve.ts';
import { load } from '../../config/loading.ts';
import { spelled } from '../../support/packing.ts';

const HEAD = `apiVersion: onepack/v1
version: v1.2.3
architectures: [amd64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello:
    summary: Says hello
`;

async function plansOf(body: string, more: Omit<Layers, 'config'> = {}, over = '') {
  const { plans, problems } = resolvePlans(await load({ 'packages.yaml': `${HEAD}${body}`, 'over.yaml': over }, more));
  expect(problems).toEqual([]);
  const [deb, rpm] = plans;
  if (deb?.format !== 'deb' || rpm?.format !== 'rpm') throw new Error('no plans');
  return { deb, rpm };
}

const KUBE = `    sysusers:
      users:
        kube: { uid: 470, groups: [docker, kube], home: '/var/lib/\${package}', comment: "100% Kube's" }
        side: { group: docker, shell: /bin/sh }
      groups: { docker: {}, free: { gid: 471 } }
`;

describe('users and groups', () => {
  it('are said whole, groups that only a user names, too', async () => {
    const { deb, rpm } = await plansOf(KUBE);
    expect(deb.sysusers).toEqual({
      groups: [{ name: 'docker' }, { name: 'free', gid: 471 }, { name: 'kube', gid: 470 }],
      users: [
        {
          name: 'kube',
          uid: 470,
          group: 'kube',
          memberOf: ['docker'],
          home: '/var/lib/hello',
          shell: '/usr/sbin/nologin',
          comment: "100% Kube's",
        },
        { name: 'side', group: 'docker', memberOf: [], home: '/', shell: '/bin/sh', comment: '' },
      ],
    });
    expect(rpm.sysusers).toEqual(deb.sysusers);
  });

  it('are in the file of the package, in both formats', async () => {
    const { deb, rpm } = await plansOf(KUBE);
    expect(deb.contents).toEqual([
      {
        type: 'file',
        dst: '/usr/lib/sysusers.d/hello.conf',
        src: {
          text:
            '# What the package hello needs.\ng docker -\ng free 471\ng kube 470\n' +
            'u kube 470 "100%% Kube\'s" /var/lib/hello /usr/sbin/nologin\nu side -:docker - / /bin/sh\nm kube docker\n',
        },
        mode: '0644',
        owner: 'root',
        group: 'root',
      },
    ]);
    expect(rpm.contents).toEqual(deb.contents);
  });

  it('need what makes them', async () => {
    const { deb, rpm } = await plansOf(`    depends: { libc6: { only: deb } }\n${KUBE}`);
    expect(spelled(deb)).toEqual({ depends: ['libc6', 'passwd'] });
    expect(spelled(rpm)).toEqual({ 'requires(pre)': ['/usr/sbin/groupadd', '/usr/sbin/useradd'] });
  });

  it('leave nothing in a plan where there are none', async () => {
    for (const body of ['', '    sysusers: {}\n', '    sysusers: { users: {} }\n']) {
      const { deb, rpm } = await plansOf(body);
      expect([deb.contents, deb.relations, rpm.relations]).toEqual([[], {}, {}]);
      expect(deb).not.toHaveProperty('sysusers');
    }
  });

  it('may be the same in two packages of the set', async () => {
    const other =
      '  howdy:\n    summary: Too\n    sysusers: { users: { hello: { groups: [b] } }, groups: { b: {} } }\n';
    const one = '    sysusers: { users: { hello: { groups: [a] } }, groups: { b: { gid: 9 } } }\n';
    const { plans, problems } = resolvePlans(await load({ 'packages.yaml': `${HEAD}${one}${other}` }));
    expect([plans.length, problems]).toEqual([4, []]);
  });
});

describe('layers', () => {
  it('reach one user, and one key of it', async () => {
    const over = 'packages: { hello: { sysusers: { users: { side: null, kube: { groups: null } }, groups: null } } }\n';
    const set = ['packages.hello.sysusers.users.kube.uid=480,packages.hello.sysusers.users.kube.comment=7'];
    const { deb } = await plansOf(KUBE, { overlays: ['over.yaml'], set }, over);
    expect(deb.sysusers?.groups).toEqual([{ name: 'kube', gid: 480 }]);
    expect(deb.sysusers?.users).toMatchObject([{ name: 'kube', uid: 480, comment: '7', memberOf: [] }]);
  });

  it('say what differs in a format', async () => {
    const body =
      `${KUBE}    overrides:\n      deb: { sysusers: { users: { kube: { uid: null, shell: /bin/false } } } }\n` +
      '      rpm: { sysusers: null }\n';
    const { deb, rpm } = await plansOf(body);
    expect(deb.sysusers?.users[0]).toMatchObject({ name: 'kube', shell: '/bin/false' });
    expect(deb.sysusers?.users[0]).not.toHaveProperty('uid');
    expect([rpm.sysusers, rpm.contents, rpm.relations]).toEqual([undefined, [], {}]);
  });
});
