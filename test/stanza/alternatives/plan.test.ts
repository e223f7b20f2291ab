/** From `alternatives` to those of a plan, what an rpm owns of them, and what it needs. test/wrong has what is refused. */
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
    contents:
      - { src: hello, dst: '/usr/bin/hello.\${major}' }
      - { src: doc, dst: /usr/share/hello, type: tree }
`;
const HELLO = `    alternatives:
      hello:
        link: /usr/bin/hello
        path: /usr/bin/hello.1
        priority: 50
        slaves: { hello.gz: { link: /usr/share/man/hello.gz, path: /usr/share/hello/man.gz } }
`;

async function planOf(body: string, format: 'deb' | 'rpm', more: Omit<Layers, 'config'> = {}, over = '') {
  const files = { 'packages.yaml': `${HEAD}${body}`, 'over.yaml': over };
  const { plans, problems } = resolvePlans(await load(files, more));
  expect(problems).toEqual([]);
  const plan = plans.find((one) => one.format === format);
  if (plan === undefined) throw new Error('no plan');
  return plan;
}

const PLANNED = {
  name: 'hello',
  link: '/usr/bin/hello',
  path: '/usr/bin/hello.1',
  priority: 50,
  slaves: [{ name: 'hello.gz', link: '/usr/share/man/hello.gz', path: '/usr/share/hello/man.gz' }],
};

describe('an alternative', () => {
  it('is the same in both formats, and an rpm owns its links and needs the tool', async () => {
    const deb = await planOf(HELLO, 'deb');
    const rpm = await planOf(HELLO, 'rpm');
    expect([deb.alternatives, rpm.alternatives]).toEqual([[PLANNED], [PLANNED]]);
    const ghosts = rpm.contents.filter(({ type }) => type === 'ghost').map(({ dst }) => dst);
    expect(ghosts).toEqual(['/usr/bin/hello', '/usr/share/man/hello.gz']);
    expect(deb.contents.map(({ dst }) => dst)).toEqual(['/usr/bin/hello.1', '/usr/share/hello']);
    const tool = ['/usr/sbin/update-alternatives'];
    expect([spelled(deb), spelled(rpm)]).toEqual([{}, { 'requires(post)': tool, 'requires(postun)': tool }]);
  });

  it('may say its name, so that a package offers two paths for one', async () => {
    const two =
      '      a: { name: "${package}", link: /usr/bin/hello, path: "/usr/bin/hello.${major}", priority: 1 }\n' +
      '      b: { name: hello, link: "/usr/bin/${package}", path: /usr/share/hello/b, priority: -1 }\n';
    const plan = await planOf(`    alternatives:\n${two}`, 'rpm');
    expect(plan.alternatives?.map(({ name, path, priority }) => [name, path, priority])).toEqual([
      ['hello', '/usr/bin/hello.1', 1],
      ['hello', '/usr/share/hello/b', -1],
    ]);
    expect(plan.contents.filter(({ type }) => type === 'ghost')).toHaveLength(1);
  });

  it('may have its link in contents, as a ghost that says more of it', async () => {
    const body = `    overrides: { rpm: { contents: [{ dst: /usr/bin/hello, type: ghost, mode: '0777' }] } }\n${HELLO}`;
    const { contents } = await planOf(body, 'rpm');
    expect(contents.filter(({ dst }) => dst === '/usr/bin/hello')).toMatchObject([{ type: 'ghost', mode: '0777' }]);
  });

  it('may be in two packages with one link, which both own', async () => {
    const howdy = '  howdy:\n    summary: Too\n    contents: [{ src: a, dst: /usr/bin/howdy }]\n';
    const other = '    alternatives: { hello: { link: /usr/bin/hello, path: /usr/bin/howdy, priority: 9 } }\n';
    const { plans, problems } = resolvePlans(await load({ 'packages.yaml': `${HEAD}${HELLO}${howdy}${other}` }));
    expect(problems).toEqual([]);
    const owners = plans.filter(({ contents }) => contents.some(({ dst }) => dst === '/usr/bin/hello'));
    expect(owners.map(({ package: name, format }) => `${name} ${format}`)).toEqual(['hello rpm', 'howdy rpm']);
  });

  it('adds to the relations that the config has', async () => {
    const body = `    requires(post): { coreutils: '*', /usr/sbin/update-alternatives: '*' }\n${HELLO}`;
    const plan = await planOf(body, 'rpm');
    expect(spelled(plan)['requires(post)']).toEqual(['coreutils', '/usr/sbin/update-alternatives']);
  });
});

describe('layers', () => {
  it('reach one entry, and one key of it', async () => {
    const over =
      'packages: { hello: { alternatives: { hello: { priority: 70, slaves: null }, ' +
      'hi: { link: /usr/bin/hi, path: /usr/bin/hello.1, priority: 5 } } } }\n';
    const set = ['packages.hello.alternatives.hi.priority=-6,packages.hello.alternatives.hi.link=/usr/bin/hey'];
    const plan = await planOf(HELLO, 'deb', { overlays: ['over.yaml'], set }, over);
    expect(plan.alternatives).toEqual([
      { ...PLANNED, priority: 70, slaves: [] },
      { name: 'hi', link: '/usr/bin/hey', path: '/usr/bin/hello.1', priority: -6, slaves: [] },
    ]);
    const gone = await planOf(HELLO, 'rpm', { set: ['packages.hello.alternatives.hello=null'] });
    expect([gone.alternatives, gone.relations, gone.contents.length]).toEqual([undefined, {}, 2]);
  });

  it('say what differs in a format', async () => {
    const body =
      `${HELLO}    overrides:\n` +
      '      deb: { alternatives: { hello: { slaves: { hello.gz: { link: /usr/share/hello.gz } } } } }\n' +
      '      rpm: { alternatives: { hello: null, hi: { link: /usr/bin/hi, path: /usr/bin/hello.1, priority: 5 } } }\n';
    expect((await planOf(body, 'deb')).alternatives?.[0]?.slaves[0]?.link).toBe('/usr/share/hello.gz');
    expect((await planOf(body, 'rpm')).alternatives?.map(({ name }) => name)).toEqual(['hi']);
  });
});
