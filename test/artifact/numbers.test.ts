/** The largest and smallest numbers that a config can have, in packages that dpkg, rpm, tar and cpio read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dir, file, planOf, run, temporaryFolder, writeFiles } from '../support/packing.ts';
import { packIn } from './sample.ts';

const folder = temporaryFolder('onepack-numbers-');
writeFiles(folder, { hello: 'hello\n' });

describe.each([
  ['the last time', 4294967295, '2106-02-07 06:28:15'],
  ['the first time', 1, '1970-01-01 00:00:01'],
])('%s', (_, sourceDateEpoch, shown) => {
  const contents = [file('/opt/hello/hello', 'hello'), dir('/opt/hello/of', '0755')];
  const common = { engine: 'native', sourceDateEpoch, contents, epoch: 2147483647 } as const;

  it('is what dpkg and tar read', async () => {
    const path = await packIn(folder, planOf({ format: 'deb', ...common }));
    expect(await run('dpkg-deb', ['--field', path, 'Version'])).toBe('2147483647:1.2.3-0');
    const listed = (await run('dpkg-deb', ['--contents', path])).split('\n');
    for (const line of listed) expect(line).toContain(shown.slice(0, 16));
    const unpacked = join(folder, `deb-${sourceDateEpoch}`);
    await run('dpkg-deb', ['--raw-extract', path, unpacked]);
    expect(readFileSync(join(unpacked, 'opt/hello/hello'), 'utf8')).toBe('hello\n');
  });

  it('is what rpm and cpio read', async () => {
    const path = await packIn(folder, planOf({ format: 'rpm', ...common }));
    const query = '%{EPOCH} %{BUILDTIME}[ %{FILEMTIMES}]';
    const time = String(sourceDateEpoch);
    expect(await run('rpm', ['-qp', '--queryformat', query, path])).toBe(['2147483647', time, time, time].join(' '));
    const payload = await run('sh', ['-c', 'rpm2cpio "$0" | cpio --quiet -tv', path]);
    expect(payload).toContain('./opt/hello/hello');
  });
});
