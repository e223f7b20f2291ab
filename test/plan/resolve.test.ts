import { describe, expect, it } from '@jest/globals';
import { renderProblem } from '../../src/diagnostics.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { planName, planSchema } from '../../src/plan/plan.ts';
import { loaded, mistakes, pointed, withPackages } from './located.ts';

const TWO = withPackages(
  `  beta:
    summary: Second
    scripts: {postinstall: files/beta.sh}
  alpha:
    version: 0.9.0-rc.1
    revision: "\${minor}.1"
    summary: First
    description: |
      Long text
      of two lines.
    maintainer: Al <al@example.com>
    homepage: https://example.com/\${version}
`,
).replace('[amd64]', '[amd64, ppc64le]');

describe('resolvePlans', () => {
  it('makes a plan for each package, architecture and format, in the order of the config', () => {
    expect(resolvePlans(loaded(TWO)).plans.map(planName)).toEqual([
      'beta_amd64_deb',
      'beta_amd64_rpm',
      'beta_ppc64le_deb',
      'beta_ppc64le_rpm',
      'alpha_amd64_deb',
      'alpha_amd64_rpm',
      'alpha_ppc64le_deb',
      'alpha_ppc64le_rpm',
    ]);
  });

  it('fills in everything', () => {
    const selection = { packages: ['alpha'], architectures: ['ppc64le'], formats: ['deb'] };
    const { plans } = resolvePlans(loaded(TWO), selection);
    expect(plans).toEqual([
      {
        apiVersion: 'onepack/plan/v1',
        config: 'packages.yaml',
        package: 'alpha',
        architecture: 'ppc64le',
        formatArchitecture: 'ppc64el',
        format: 'deb',
        fileName: 'alpha_0.9.0~rc.1-9.1_ppc64el.deb',
        engine: 'fpm',
        compression: 'gzip',
        sourceDateEpoch: 315532800,
        version: '0.9.0~rc.1',
        revision: '9.1',
        maintainer: 'Al <al@example.com>',
        homepage: 'https://example.com/0.9.0-rc.1',
        license: 'MIT',
        summary: 'First',
        description: 'Long text\nof two lines.',
        relations: {},
        contents: [],
        scripts: {},
        sources: {},
      },
    ]);
    expect(planSchema.parse(plans[0])).toEqual(plans[0]);
  });

  it('lays the defaults under the package, and the summary under the description', () => {
    const { plans } = resolvePlans(loaded(TWO), { packages: ['beta'], formats: ['rpm'] });
    expect(plans[0]).toMatchObject({
      maintainer: 'Jo <jo@example.com>',
      description: 'Second',
      fileName: 'beta-1.36.3-0.x86_64.rpm',
      scripts: { postinstall: 'build/pkgs/files/beta.sh' },
    });
  });

  it('gives the same plans again', () => {
    expect(JSON.stringify(resolvePlans(loaded(TWO)))).toBe(JSON.stringify(resolvePlans(loaded(TWO))));
  });

  it('reads no other package of the selection', () => {
    const config = withPackages('  a1: {summary: A}\n  b1: {summary: "${nope}"}\n');
    expect(resolvePlans(loaded(config), { packages: ['a1'] }).problems).toEqual([]);
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(['unknown-variable ${nope}']);
  });
});

describe('an epoch', () => {
  const config = withPackages(
    `  a1: {summary: A, depends: {c1: ">= \${epoch}:\${version}"}}
  b1: {summary: B, epoch: 0}
  c1: {summary: C, epoch: 5, homepage: "https://c/\${epoch}", depends: {a1: "= \${epoch-3}:\${version}"}}
`,
    'epoch: 2\n',
  );

  it('is that of the package, else that of the set, and stands in no file name', () => {
    const { plans, problems } = resolvePlans(loaded(config), { formats: ['deb'] });
    expect(problems).toEqual([]);
    expect(plans.map((plan) => [plan.epoch, plan.fileName, plan.relations.depends?.join(', ')])).toEqual([
      [2, 'a1_1.36.3-0_amd64.deb', 'c1 (>= 2:1.36.3)'],
      [undefined, 'b1_1.36.3-0_amd64.deb', undefined],
      [5, 'c1_1.36.3-0_amd64.deb', 'a1 (>= 2:1.36.3-~), a1 (<< 2:1.36.3-.)'],
    ]);
    expect(plans[2]?.homepage).toBe('https://c/5');
  });
});

describe('a selection that the config does not have', () => {
  it('of a package is told with those that there are', () => {
    const { problems } = resolvePlans(loaded(TWO), { packages: ['beta', 'alpa'] });
    expect(problems.map((problem) => renderProblem(problem))).toEqual([
      [
        '--package:1:6: error: the config has no package "alpa"; it has beta, alpha [unknown-package]',
        '    beta,alpa',
        '         ^^^^',
        '  hint: did you mean `alpha`?',
      ].join('\n'),
    ]);
  });

  it.each([
    [{ architectures: ['arm64'] }, 'unknown-architecture arm64'],
    [{ architectures: ['amd64', 'x86_64'] }, 'unknown-architecture x86_64'],
    [{ formats: ['apk'] }, 'unknown-format apk'],
    [{ packages: ['toString'] }, 'unknown-package toString'],
  ])('%j', (selection, expected) => {
    expect(resolvePlans(loaded(TWO), selection).problems.map(pointed)).toEqual([expected]);
  });
});

describe('a mistake in a package', () => {
  it.each([
    ['summary: "a\\nb"', 'field-newline "a\\nb"'],
    ['summary: " "', 'field-empty " "'],
    ['homepage: "http://a\\tb"', undefined],
    ['vendor: "a\\x07"', 'field-control "a\\x07"'],
    ['priority: high', 'priority high'],
    ['section: "a b"', 'section "a b"'],
    ['version: v1_2', 'version-syntax v1_2'],
    ['version: next', 'version-syntax next'],
    ['version: "1:2.0"', 'version-syntax "1:2.0"'],
    ['epoch: 1, version: "1:2.0"', 'version-syntax "1:2.0"'],
    ['revision: "1-2"', 'revision-syntax "1-2"'],
    ['revision: ""', 'revision-syntax ""'],
    ['version: "${arch}"', 'variable-without-value ${arch}'],
    ['description: "${minor-40}"', 'variable-negative ${minor-40}'],
  ])('%s', (body, expected) => {
    const text = withPackages(`  tool: {summary: A tool, ${body}}\n`).replace(
      body.startsWith('summary') ? 'summary: A tool, ' : '',
      '',
    );
    const { problems } = resolvePlans(loaded(text), { formats: ['deb'] });
    expect(problems.map(pointed)).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is told once for all its plans', () => {
    expect(mistakes('homepage: "${nope}"')).toEqual(['unknown-variable ${nope}']);
  });

  it.each([
    ['maintainer: Jo <jo@example.com>, ', '', ['missing-maintainer tool', 'missing-maintainer tool']],
    [', license: MIT', '', ['missing-license tool']],
    ['summary: A tool', 'vendor: A', ['missing-summary tool', 'missing-summary tool']],
  ])('without %s', (part, instead, expected) => {
    const config = withPackages('  tool: {summary: A tool}\n').replace(part, instead);
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(expected);
  });

  it.each([
    ['description: "see\\n # that"', 'engine-limit # that'],
    ['description: "see\\n%files"', 'engine-limit %files'],
    ['description: "100 % of it # yes"', undefined],
  ])('that rpmbuild would misread: %s', (body, expected) => {
    expect(mistakes(body)).toEqual(expected === undefined ? [] : [expected]);
    expect(mistakes(body, '', 'deb')).toEqual([]);
  });

  it('in a summary that is the description too', () => {
    const config = withPackages('  tool: {summary: "#1 tool"}\n');
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(['engine-limit #1 tool']);
  });

  it('in a default is shown where the default is', () => {
    const config = withPackages('  tool: {summary: A tool}\n').replace('MIT', '"${nope}"');
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(['unknown-variable ${nope}']);
  });

  it.each([
    ['Tool_x', ['package-name Tool_x']],
    ['"a b"', ['package-name "a b"', 'package-name "a b"']],
  ])('in the name %s', (name, expected) => {
    const config = withPackages(`  ${name}: {summary: A tool}\n`);
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(expected);
  });
});

describe('a mistake in the set', () => {
  it.each([
    ['[amd64]', '[x86_64]', 'architecture-name x86_64', 'write amd64'],
    ['[amd64]', '[amd644]', 'architecture-name amd644', 'did you mean `amd64`?'],
    ['v1.36.3', 'v1.36.3_1', 'version-syntax v1.36.3_1', undefined],
    ['v1.36.3', '${nope}', 'unknown-variable ${nope}', undefined],
    ['version:', 'vars: {a: "${b}"}\nversion:', 'unknown-variable ${b}', undefined],
    ['version:', 'vars: {arch: x}\nversion:', 'reserved-variable arch', undefined],
    ['version:', 'sources: {s: {file: "${format}"}}\nversion:', 'variable-without-value ${format}', undefined],
  ])('%s -> %s', (part, instead, expected, hint) => {
    const config = withPackages('  tool: {summary: A tool}\n').replace(part, instead);
    const { problems } = resolvePlans(loaded(config), { formats: ['deb'] });
    expect(problems.map(pointed)).toEqual([expected]);
    if (hint !== undefined) expect(problems[0]?.hint).toBe(hint);
  });

  it('is none where the version comes from a var', () => {
    const config = withPackages('  tool: {summary: A tool}\n', 'vars: {own: v1.2.3}\n').replace('v1.36.3', '${own}');
    expect(resolvePlans(loaded(config)).plans[0]?.version).toBe('1.2.3');
  });

  it('says what there is where a var of the version asks for the version', () => {
    const config = withPackages('  tool: {summary: A tool}\n', 'vars: {own: "${version}"}\n').replace(
      'v1.36.3',
      '${own}',
    );
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual(['variable-without-value ${version}']);
  });
});
