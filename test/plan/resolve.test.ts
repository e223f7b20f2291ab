import { describe, expect, it } from '@jest/globals';
import { renderProblem } from '../../src/problems/problem.ts';
import { resolvePlans } from '../../src/plan/resolve.ts';
import { planName, planSchema } from '../../src/plan/plan.ts';
import { spelled } from '../support/packing.ts';
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
        apiVersion: 'onepack/plan/v2',
        config: 'packages.yaml',
        package: 'alpha',
        architecture: 'ppc64le',
        formatArchitecture: 'ppc64el',
        format: 'deb',
        fileName: 'alpha_0.9.0~rc.1-9.1_ppc64el.deb',
        engine: 'native',
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

  it('resolves the whole set, whatever is selected', () => {
    const { plans, set, problems } = resolvePlans(loaded(TWO), { packages: ['beta'], formats: ['rpm'] });
    expect(plans.every((plan) => set.includes(plan) && plan.package === 'beta' && plan.format === 'rpm')).toBe(true);
    expect(set.map(planName)).toEqual(resolvePlans(loaded(TWO)).plans.map(planName));
    expect(problems).toEqual([]);
  });

  it.each([
    ['b1: {summary: "${nope}"}', 'unknown-variable ${nope}'],
    ['b1: {summary: B, depends: {xx: {rpm: "b b"}}}', 'relation-name "b b"'],
  ])('says what is wrong with what is not selected: %s', (other, expected) => {
    const config = withPackages(`  a1: {summary: A}\n  ${other}\n`);
    const { problems } = resolvePlans(loaded(config), { packages: ['a1'], formats: ['deb'] });
    expect(problems.map(pointed)).toEqual([expected]);
  });

  it('says what is beyond its engine of the selected packages alone', () => {
    const config = withPackages(
      '  a1: {summary: A}\n  b1: {summary: B, contents: [{src: x, dst: /x, owner: etcd}]}\n',
      'engine: fpm\n',
    );
    const codes = (selection: object): string[] => resolvePlans(loaded(config), selection).problems.map(pointed);
    expect(codes({})).toEqual(['engine-limit etcd']);
    expect(codes({ packages: ['b1'] })).toEqual(['engine-limit etcd']);
    expect(codes({ packages: ['a1'] })).toEqual([]);
    expect(codes({ formats: ['rpm'] })).toEqual([]);
  });
});

describe('a package that is not for everything', () => {
  const config = withPackages(
    `  docs: {summary: D, architectures: [all], homepage: "https://\${arch}/\${deb_arch}/\${rpm_arch}"}
  old: {summary: O, architectures: [arm], formats: [deb]}
  meta: {summary: M, formats: [rpm], depends: {docs: "*"}}
`,
    'architectureNames: {arm: {deb: armel}, sparc64: {deb: sparc64, rpm: sparc64v}}\n',
  ).replace('[amd64]', '[amd64, arm, sparc64]');

  it('has plans for its own architectures and formats alone', () => {
    const { plans, problems } = resolvePlans(loaded(config));
    expect(problems).toEqual([]);
    expect(plans.map((plan) => `${planName(plan)} ${plan.fileName}`)).toEqual([
      'docs_all_deb docs_1.36.3-0_all.deb',
      'docs_all_rpm docs-1.36.3-0.noarch.rpm',
      'old_arm_deb old_1.36.3-0_armel.deb',
      'meta_amd64_rpm meta-1.36.3-0.x86_64.rpm',
      'meta_arm_rpm meta-1.36.3-0.armv7hl.rpm',
      'meta_sparc64_rpm meta-1.36.3-0.sparc64v.rpm',
    ]);
    expect(plans[0]?.homepage).toBe('https://all/all/noarch');
  });

  it.each([
    [{ architectures: ['all'] }, ['docs_all_deb', 'docs_all_rpm']],
    [{ architectures: ['arm'], formats: ['deb'] }, ['old_arm_deb']],
  ])('is selected by what it is for: %j', (selection, expected) => {
    expect(resolvePlans(loaded(config), selection).plans.map(planName)).toEqual(expected);
  });

  it('is told of where nothing is what was asked for', () => {
    const { problems } = resolvePlans(loaded(config), { packages: ['old'], formats: ['rpm'] });
    expect(problems.map(({ message }) => message)).toEqual([
      'nothing is built for amd64, arm, sparc64, all as rpm; what is built: old for arm as deb',
    ]);
  });

  it('asks for no source that it does not pack, by an architecture that is none', () => {
    const digest = 'a'.repeat(64);
    const sources = `sources: {x: {file: "bin/\${arch}/x", sha256: {amd64: ${digest}}}, y: {file: y}}\n`;
    const packages = `  docs: {summary: D, architectures: [all], contents: [{src: "@y", dst: /y}]}\n`;
    const { plans, problems } = resolvePlans(loaded(withPackages(packages, sources)));
    expect(problems).toEqual([]);
    expect(plans[0]?.sources).toEqual({ y: { file: 'build/pkgs/y', extract: false } });
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
    expect(plans.map((plan) => [plan.epoch, plan.fileName, spelled(plan)['depends']?.join(', ')])).toEqual([
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

describe('custom fields', () => {
  it.each([
    ['deb', '{Bugs: "${package}"}', { Bugs: 'tool' }],
    ['deb', '{Multi-Arch: same, Built-Using: "gcc-12 (= 12.2.0-14), a1 (= 1:2)"}', undefined],
    ['rpm', '{Distribution: " a 100% b "}', { Distribution: 'a 100% b' }],
    ['rpm', '{Prefixes: "/opt /srv/x"}', undefined],
  ] as const)('of a %s: %s', (format, fields, expected) => {
    const config = withPackages(`  tool: {summary: A tool, fields: {${format}: ${fields}}}\n`);
    const { plans, problems } = resolvePlans(loaded(config), { formats: [format] });
    expect(problems).toEqual([]);
    if (expected !== undefined) expect(plans[0]?.fields).toEqual(expected);
  });

  it.each([
    ['deb', 'Depends: a', '"Depends" cannot be set here: it comes from `depends`'],
    ['deb', 'replaces: a', '"replaces" cannot be set here: it comes from `replaces`, `obsoletes`'],
    ['deb', 'VERSION: "1"', '"VERSION" cannot be set here: it comes from `epoch`, `version` and `revision`'],
    ['deb', 'Installed-Size: "1"', '"Installed-Size" cannot be set here: it is counted'],
    ['deb', 'Status: ok', '"Status" cannot be set here: dpkg itself keeps it'],
    [
      'deb',
      '"a b": x',
      '"a b" is not the name of a field: ASCII characters without spaces and ":", and not "#" or "-" at the beginning',
    ],
    [
      'deb',
      'Süß: x',
      '"Süß" is not the name of a field: ASCII characters without spaces and ":", and not "#" or "-" at the beginning',
    ],
    [
      'deb',
      '"#a": x',
      '"#a" is not the name of a field: ASCII characters without spaces and ":", and not "#" or "-" at the beginning',
    ],
    ['deb', 'XB-Foo: x', '"XB-Foo" is the name of the field in a source package'],
    ['deb', 'Foo: x, foo: y', '"foo" is "Foo" again: a deb ignores case there'],
    ['deb', 'Foo: ""', '"Foo" is empty; leave it out, or give it a value'],
    ['deb', 'Multi-Arch: all', 'must be no, same, foreign, allowed, not "all"'],
    ['deb', 'Essential: "Yes"', 'must be yes, no, not "Yes"'],
    ['deb', 'Built-Using: gcc-12', '"gcc-12" is not "source (= version)"'],
    ['deb', 'Built-Using: "gcc-12 (>= 1)"', '"gcc-12 (>= 1)" is not "source (= version)"'],
    ['deb', 'Source: "A (1)"', '"A (1)" is neither "source" nor "source (version)"'],
    ['rpm', 'Requires: a', '"Requires" cannot be set here: it comes from `depends`'],
    ['rpm', 'Requires(pre): a', '"Requires(pre)" cannot be set here: it comes from `pre-depends`, `requires(pre)`'],
    ['rpm', 'BuildRoot: /', '"BuildRoot" cannot be set here: it is about building from source'],
    ['rpm', 'Bugs: x', expect.stringMatching(/^an rpm tag "Bugs" cannot be set here; these can: BugURL, /)],
    ['rpm', 'BugURL: "a b"', 'this tag is one word, but "a b" has a space'],
    ['rpm', 'Prefixes: /opt/', '"/opt/" must be absolute paths that do not end in "/", separated by spaces'],
  ] as const)('in a %s refuse %s', (format, field, message) => {
    const config = withPackages(`  tool: {summary: A tool, fields: {${format}: {${field}}}}\n`);
    const { problems } = resolvePlans(loaded(config), { formats: [format] });
    expect(problems.map((problem) => [problem.code, problem.message])).toEqual([['custom-field', message]]);
  });

  it('point at the name, or at the value', () => {
    const fields = 'fields: {deb: {Section: x, Essential: maybe}, rpm: {distribution: x}}';
    expect(mistakes(fields)).toEqual(['custom-field Section', 'custom-field maybe', 'custom-field distribution']);
  });

  it('refuse "Multi-Arch: same" where one package suits all architectures', () => {
    const body = 'architectures: [all], fields: {deb: {Multi-Arch: same}}';
    expect(mistakes(body)).toEqual(['custom-field same']);
  });
});

describe('a mistake in a package', () => {
  it.each([
    ['summary: " "', 'field-empty " "'],
    ['maintainer: Kubernetes', 'maintainer Kubernetes'],
    ['maintainer: "${package} <a@b.c>"', undefined],
    ['maintainer: "${package}"', 'maintainer "${package}"'],
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
    const { problems } = resolvePlans(loaded(text.replace('packages:', 'formats: [deb]\npackages:')));
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
    expect(mistakes(body, 'engine: fpm\n')).toEqual(expected === undefined ? [] : [expected]);
    expect(mistakes(body, 'engine: fpm\n', 'deb')).toEqual([]);
    expect(mistakes(body)).toEqual([]);
  });

  it('in a summary that is the description too', () => {
    const config = withPackages('  tool: {summary: "#1 tool"}\n', 'engine: fpm\n');
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

  it.each([
    ['package file', '1.2.3', 'x'.repeat(238)],
    // `.json` behind the name of its plan.
    ['plan', '1', 'x'.repeat(241)],
  ])('that is too long for the %s', (_, version, name) => {
    const config = withPackages(`  ${name}: {summary: A tool, version: '${version}'}\n`);
    const [problem] = resolvePlans(loaded(config), { formats: ['deb'] }).problems;
    expect(problem).toMatchObject({ code: 'file-name', path: ['packages', name] });
  });

  it('that is as long as can be', () => {
    const config = withPackages(`  ${'x'.repeat(237)}: {summary: A tool, version: 1.2.3, formats: [deb]}\n`);
    const { plans, problems } = resolvePlans(loaded(config));
    expect(problems).toEqual([]);
    expect(plans.map(({ fileName }) => fileName.length)).toContain(255);
  });
});

describe('a mistake in the set', () => {
  it.each([
    ['v1.36.3', 'v1.36.3_1', 'version-syntax v1.36.3_1'],
    ['v1.36.3', '${nope}', 'unknown-variable ${nope}'],
    ['version:', 'vars: {a: "${b}"}\nversion:', 'unknown-variable ${b}'],
    ['version:', 'vars: {arch: x}\nversion:', 'reserved-variable arch'],
    ['version:', 'sources: {s: {file: "${format}"}}\nversion:', 'variable-without-value ${format}'],
  ])('%s -> %s', (part, instead, expected) => {
    const config = withPackages('  tool: {summary: A tool}\n', 'formats: [deb]\n').replace(part, instead);
    const { problems } = resolvePlans(loaded(config));
    expect(problems.map(pointed)).toEqual([expected]);
  });

  it.each([
    ['v1.36.3', '${nope}', 'unknown-variable ${nope}'],
    ['v1.36.3', 'v1_2', 'version-syntax v1_2'],
    ['v1.36.3', 'v1.36.3\nrevision: "${nope}"', 'unknown-variable ${nope}'],
  ])('hides nothing else, and nothing follows from it: %s -> %s', (part, instead, expected) => {
    const body =
      'summary: A tool, homepage: "https://a/${version}-${revision}", depends: {a1: "nope", b1: "= ${minor}"}';
    const gated = 'conflicts: {xx: [{when: ">= 1.0.0", version: "*"}]}';
    const config = withPackages(`  tool: {${body}, ${gated}}\n`, 'formats: [deb]\n').replace(part, instead);
    expect(resolvePlans(loaded(config)).problems.map(pointed)).toEqual([expected, 'constraint-syntax "nope"']);
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
