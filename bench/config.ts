/** Configs of one package for each program. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const DEFAULTS = 'defaults: { maintainer: Jo Doe <jo@example.com>, license: Apache-2.0 }';

export function writeConfig(folder: string, programs: readonly string[], version = '1.20.2'): void {
  const lines = programs.flatMap((path) => [
    `  ${basename(path).toLowerCase()}:`,
    '    summary: To be packed and timed',
    '    contents:',
    `      - { dst: /usr/bin/${basename(path)}, src: ${path}, mode: '0755' }`,
  ]);
  const head = ['apiVersion: onepack/v1', `version: ${version}`, 'architectures: [amd64]'];
  writeFileSync(join(folder, 'packages.yaml'), [...head, DEFAULTS, 'packages:', ...lines, ''].join('\n'));
}

/** The text of one whose sources are bin/ARCHITECTURE/NAME. */
export function configOfSources(names: readonly string[], architectures: readonly string[]): string {
  const lines = [
    'apiVersion: onepack/v1',
    'version: 1.20.2',
    `architectures: [${architectures.join(', ')}]`,
    DEFAULTS,
    'sources:',
    ...names.map((name) => `  ${name}: { file: "bin/\${arch}/${name}" }`),
    'packages:',
    ...names.flatMap((name) => [
      `  ${name}:`,
      '    summary: To be packed and timed',
      `    contents: [{ dst: /usr/bin/${name}, src: '@${name}', mode: '0755', machine: any }]`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}
