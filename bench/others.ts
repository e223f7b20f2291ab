/** What others do with the same files: the commands of fpm with its own defaults, and of dpkg-deb and rpmbuild. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from './measure.ts';

const GEMS = resolve('.tools/fpm');
export const FPM_ENV = { GEM_HOME: GEMS, GEM_PATH: GEMS };

/** A deb and an rpm of each program; `level` is gzip's, fpm's own if absent. */
export function fpm(programs: readonly string[], out: string, level?: number): Command[] {
  mkdirSync(out, { recursive: true });
  return programs.flatMap((path) =>
    (['deb', 'rpm'] as const).map((format): Command => [
      'ruby',
      join(GEMS, 'gems/fpm-1.18.0/bin/fpm'),
      ...[
        '-s',
        'dir',
        '-t',
        format,
        '-n',
        basename(path),
        '-v',
        '1.20.2',
        '-p',
        `${out}/`,
        '--force',
        '--log',
        'error',
      ],
      ...(level === undefined ? [] : [`--${format}-compression-level`, String(level)]),
      `${path}=/usr/bin/${basename(path)}`,
    ]),
  );
}

/** The tools of the formats themselves, at gzip's level 6; what they read is laid out first, untimed. */
export function dpkgAndRpmbuild(programs: readonly string[], out: string): Command[] {
  return programs.flatMap((path): Command[] => {
    const name = basename(path);
    const root = join(out, `${name}.root`);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    copyFileSync(path, join(root, 'usr/bin', name));
    mkdirSync(join(root, 'DEBIAN'));
    const control = [
      `Package: ${name}`,
      'Version: 1.20.2',
      'Architecture: amd64',
      'Maintainer: Jo Doe <jo@example.com>',
    ];
    writeFileSync(join(root, 'DEBIAN/control'), [...control, 'Description: timed', ''].join('\n'));
    const spec = join(out, `${name}.spec`);
    const head = [
      `Name: ${name}`,
      'Version: 1.20.2',
      'Release: 1',
      'Summary: timed',
      'License: MIT',
      'AutoReqProv: no',
    ];
    const body = [
      '%description',
      'timed',
      '%install',
      `mkdir -p %{buildroot}/usr/bin`,
      `cp ${path} %{buildroot}/usr/bin/`,
    ];
    writeFileSync(spec, [...head, ...body, '%files', `/usr/bin/${name}`, ''].join('\n'));
    const defines = [
      `_topdir ${out}/${name}.rpm`,
      '_binary_payload w6.gzdio',
      '__os_install_post %{nil}',
      'debug_package %{nil}',
    ];
    return [
      ['dpkg-deb', '-Zgzip', '-z6', '--root-owner-group', '-b', root, join(out, `${name}.deb`)],
      ['rpmbuild', '-bb', '--quiet', ...defines.flatMap((define) => ['--define', define]), spec],
    ];
  });
}
