import { describe, expect, it } from '@jest/globals';
import { resolveSources } from '../../src/plan/sources.ts';
import { located, pointed, withPackages } from './located.ts';

const DIGEST = 'ab'.repeat(32);
const PACKAGES = '  tool: {version: 9.9.9, summary: A tool}\n';

function sources(text: string, architecture = 'arm64') {
  return resolveSources(located(withPackages(PACKAGES, text)), architecture);
}

describe('resolveSources', () => {
  it('replaces the variables of the set and of the architecture', () => {
    const text = `vars: {mirror: "https://dl.example.com"}
sources:
  b: {file: "bin/\${arch}/b", url: "\${mirror}/v\${version}/\${rpm_arch}/b", sha256: {arm64: ${DIGEST.toUpperCase()}}}
  a: {file: /srv/a.tgz, extract: true, sha256: ${DIGEST}}
`;
    expect(sources(text)).toEqual({
      sources: [
        {
          name: 'b',
          architecture: 'arm64',
          file: 'build/pkgs/bin/arm64/b',
          url: 'https://dl.example.com/v1.36.3/aarch64/b',
          sha256: DIGEST,
          extract: false,
        },
        { name: 'a', architecture: 'arm64', file: '/srv/a.tgz', sha256: DIGEST, extract: true },
      ],
      problems: [],
    });
  });

  it('is empty where there are none', () => {
    expect(sources('')).toEqual({ sources: [], problems: [] });
  });

  it.each([
    ['{file: "${nope}"}', 'unknown-variable ${nope}'],
    ['{file: "a-${package}"}', 'variable-without-value ${package}'],
    ['{file: a, sha256: abc}', 'sha256-syntax abc'],
    [`{file: a, sha256: {amd64: ${DIGEST}}}`, `sha256-missing {amd64: ${DIGEST}}`],
    ['{file: a, sha256: {arm64: abc}}', 'sha256-syntax abc'],
  ])('%s', (source, expected) => {
    expect(sources(`sources: {s: ${source}}\n`).problems.map(pointed)).toEqual([expected]);
  });
});
