import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execa } from 'execa';
import { startProxy } from './fetch/proxy_server.ts';
import { BODY, startMirror } from './fetch/server.ts';

const XZ_CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
compression: xz
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
packages:
  hello: { summary: Says hello, contents: [{ src: packages.yaml, dst: /usr/share/hello/config }] }
`;

const ARCHIVES_CONFIG = `apiVersion: onepack/v1
version: v1.2.3
architectures: [all]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
sources: { a: { file: a.tar.xz, extract: true }, b: { file: b.tar.bz2, extract: true } }
packages:
  archives:
    summary: From archives
    contents: [{ src: '@a', dst: /opt/a, type: tree }, { src: '@b', dst: /opt/b, type: tree }]
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onepack-bundle-'));
  await execa('node', ['hack/bundle.mjs', `--out=${folder}/a.cjs`]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('is the same bytes each time', async () => {
    await execa('node', ['hack/bundle.mjs', `--out=${folder}/b.cjs`]);
    await execa('cmp', [`${folder}/a.cjs`, `${folder}/b.cjs`]);
  });

  it('runs alone', async () => {
    const { stdout } = await execa('node', [`${folder}/a.cjs`, '--version'], { cwd: '/' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has an encoder of xz that gives what the sources give', async () => {
    const config = join(folder, 'packages.yaml');
    await writeFile(config, XZ_CONFIG);
    const pack = (program: string, out: string) =>
      execa('node', [program, `--config=${config}`, '--engine=native', `--out=${join(folder, out)}`]);
    await pack(`${folder}/a.cjs`, 'bundled');
    await pack('src/cli.ts', 'from-sources');
    await execa('diff', ['-r', join(folder, 'bundled'), join(folder, 'from-sources')]);
    expect(await readdir(join(folder, 'bundled'))).toContain('hello_1.2.3-0_all.deb');
  });

  it('has undici, which it unpacks to fetch through a proxy', async () => {
    const [mirror, proxy] = [await startMirror(), await startProxy()];
    const source = `sources: { hello: { file: hello, url: '${mirror.url}/good' } }\n`;
    const config = XZ_CONFIG.replace('src: packages.yaml', 'src: "@hello"').replace('packages:', `${source}packages:`);
    const cwd = await mkdtemp(join(folder, 'fetch-'));
    await writeFile(join(cwd, 'packages.yaml'), config);
    const env = { http_proxy: `http://${proxy.host}`, no_proxy: '' };
    await execa('node', [`${folder}/a.cjs`, 'fetch'], { cwd, env }).finally(() => {
      mirror.close();
      proxy.close();
    });
    expect(await readFile(join(cwd, 'hello'), 'utf8')).toBe(BODY);
    expect(proxy.asked).toEqual([`GET ${mirror.url}/good`]);
  });

  it('reads archives of xz and bzip2 as the sources do, with nothing on PATH', async () => {
    const cwd = join(folder, 'archives');
    await mkdir(cwd);
    await writeFile(join(cwd, 'packages.yaml'), ARCHIVES_CONFIG);
    await execa('tar', ['-cJf', join(cwd, 'a.tar.xz'), 'src/archive/codecs']);
    await execa('tar', ['-cjf', join(cwd, 'b.tar.bz2'), 'src/archive/codecs']);
    const env = { PATH: '' };
    const pack = (program: string, out: string) =>
      execa(process.execPath, [program, '--config=packages.yaml', '--engine=native', `--out=${out}`], {
        cwd,
        env,
        extendEnv: false,
      });
    await pack(`${folder}/a.cjs`, 'bundled');
    await pack(join(process.cwd(), 'src/cli.ts'), 'from-sources');
    await execa('diff', ['-r', 'bundled', 'from-sources'], { cwd });
    const { stdout } = await execa('dpkg-deb', ['-c', 'bundled/archives_1.2.3-0_all.deb'], { cwd });
    for (const path of ['opt/a', 'opt/b']) expect(stdout).toContain(`./${path}/src/archive/codecs/decompress.ts\n`);
  });

  it('says its commit beside its version, where somebody says it', async () => {
    await execa('node', ['hack/bundle.mjs', `--out=${folder}/c.cjs`, '--commit=3f1c0a2d9b1e']);
    const { stdout } = await execa('node', [`${folder}/c.cjs`, '--version'], { cwd: '/' });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+ \(3f1c0a2d9b1e\)$/);
  });

  it.each(['20.19.0', '22.14.0'])('says which Node it needs, on %s', async (version) => {
    const old = join(folder, 'old.cjs');
    await writeFile(old, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const { exitCode, stderr } = await execa('node', ['-r', old, `${folder}/a.cjs`], { reject: false });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `onepack needs Node 22.15 or later, and this is ${process.version}; https://nodejs.org/en/download has newer ones`,
    });
  });
});
