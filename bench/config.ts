/** A packages.yaml of one package for each program. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export function writeConfig(folder: string, programs: readonly string[], version = '1.20.2'): void {
  const lines = programs.flatMap((path) => [
    `  ${basename(path).toLowerCase()}:`,
    '    summary: To be packed and timed',
    '    contents:',
    `      - { dst: /usr/bin/${basename(path)}, src: ${path}, mode: '0755' }`,
  ]);
  const head = ['apiVersion: onepack/v1', `version: ${version}`, 'architectures: [amd64]'];
  const defaults = 'defaults: { maintainer: Jo Doe <jo@example.com>, license: Apache-2.0 }';
  writeFileSync(join(folder, 'packages.yaml'), [...head, defaults, 'packages:', ...lines, ''].join('\n'));
}
