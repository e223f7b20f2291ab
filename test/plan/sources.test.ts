import { describe, expect, it } from '@jest/globals';
import { sourcesOf } from '../../src/plan/sources.ts';
import { located, pointed, withPackages } from './located.ts';

const DIGEST = 'ab'.repeat(32);
const PACKAGES = '  tool: {version: 9.9.9, summary: A tool}\n';

function sources(text: string, architecture = 'arm64') {
  return sourcesOf(located(withPackages(PACKAGES, text)), architecture);
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
          urls: ['https://dl.example.com/v1.36.3/aarch64/b'],
          sha256: DIGEST,
          sha256Urls: [],
          extract: false,
        },
        {
          name: 'a',
          architecture: 'arm64',
          file: '/srv/a.tgz',
          urls: [],
          sha256: DIGEST,
          sha256Urls: [],
          extract: true,
        },
      ],
      problems: [],
    });
  });

  it('keeps mirrors in their order', () => {
    const text = `vars: {near: "http://mirror.example", far: "https://dl.example.com"}
sources:
  a:
    file: a
    url: ["\${near}/v\${version}/a", "\${far}/v\${version}/a"]
    sha256Url: ["\${near}/v\${version}/\${arch}/SHA256SUMS", "\${far}/v\${version}/a.sha256"]
`;
    expect(sources(text)).toMatchObject({
      sources: [
        {
          urls: ['http://mirror.example/v1.36.3/a', 'https://dl.example.com/v1.36.3/a'],
          sha256Urls: ['http://mirror.example/v1.36.3/arm64/SHA256SUMS', 'https://dl.example.com/v1.36.3/a.sha256'],
        },
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
    ['{file: a, url: a.example/a}', 'source-url a.example/a'],
    ['{file: a, url: [https://a.example/a, "file:///a"]}', 'source-url "file:///a"'],
    ['{file: a, url: "http:///a"}', 'source-url "http:///a"'],
    ['{file: a, url: http://a.example/a, sha256Url: [ftp://a.example/a]}', 'source-url ftp://a.example/a'],
  ])('%s', (source, expected) => {
    expect(sources(`sources: {s: ${source}}\n`).problems.map(pointed)).toEqual([expected]);
  });
});
