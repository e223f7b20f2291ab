import { describe, expect, it } from '@jest/globals';
import {
  formatKeyPath,
  lineAndColumn,
  once,
  type Problem,
  renderProblem,
  renderProblems,
} from '../../src/problems/problem.ts';

const problem = (text: string, start: number, end: number, more: Partial<Problem> = {}): Problem => ({
  code: 'unknown-key',
  message: 'something is wrong',
  place: { source: { name: 'x.yaml', text }, start, end },
  ...more,
});

describe('a problem', () => {
  it('is a place, a message, the line, carets and a hint', () => {
    const text = 'a: 1\n  verison: 2\n';
    expect(renderProblem(problem(text, 7, 14, { hint: 'did you mean `version`?' }))).toBe(
      `x.yaml:2:3: error: something is wrong [unknown-key]
      verison: 2
      ^^^^^^^
  hint: did you mean \`version\`?`,
    );
  });

  it.each([
    ['tabs keep the carets in line', '\ta: b', 4, 5, '    \ta: b\n    \t   ^'],
    ['the carets end with the line', 'a: |\n  b\n', 3, 9, '    a: |\n       ^'],
    ['a stretch of nothing has a caret', 'a:\n', 2, 2, '    a:\n      ^'],
    ['the end of the text has a line', 'a', 1, 1, '    a\n     ^'],
    ['an empty text too', '', 0, 0, '    \n    ^'],
    ['a carriage return is not shown', 'a: b\r\nc', 3, 4, '    a: b\n       ^'],
  ])('%s', (_name, text, start, end, picture) => {
    expect(
      renderProblem(problem(text, start, end))
        .split('\n')
        .slice(1)
        .join('\n'),
    ).toBe(picture);
  });

  it('shows a window of a long line', () => {
    const text = `${'a'.repeat(300)}X${'b'.repeat(300)}`;
    const [first = '', shown = '', carets = ''] = renderProblem(problem(text, 300, 301)).split('\n');
    expect(first).toContain('x.yaml:1:301:');
    expect(shown.length).toBeLessThan(120);
    expect(shown[carets.indexOf('^')]).toBe('X');
  });

  it('without a place names its key, or nothing', () => {
    expect(renderProblem({ code: 'empty', message: 'm', path: ['packages', 'a.b', 0] })).toBe(
      'packages["a.b"][0]: error: m [empty]',
    );
    expect(renderProblem({ code: 'empty', message: 'm' })).toBe('error: m [empty]');
  });

  it('without a place says whose it is, and with one does not', () => {
    const subject = { config: 'x.yaml', package: 'tool', architecture: 'amd64', format: 'deb' };
    const one: Problem = { code: 'empty', message: 'm', path: ['packages', 'tool'], subject };
    expect(renderProblem(one)).toBe('packages.tool: error: x.yaml: tool, amd64, deb: m [empty]');
    expect(renderProblem({ ...one, subject: { config: 'x.yaml' } })).toBe('packages.tool: error: x.yaml: m [empty]');
    expect(renderProblem(problem('a: 1', 0, 1, { subject })).split('\n')[0]).toBe(
      'x.yaml:1:1: error: something is wrong [unknown-key]',
    );
  });

  it('stands apart from the next', () => {
    const one: Problem = { code: 'empty', message: 'm' };
    expect(renderProblems([one, one])).toBe('error: m [empty]\n\nerror: m [empty]');
  });
});

it('counts lines and columns from one', () => {
  expect([0, 1, 2, 3].map((offset) => lineAndColumn('a\nbc', offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 2 },
  ]);
});

it.each([
  [['packages', 'cri-tools', 'depends'], 'packages.cri-tools.depends'],
  [['packages', 'x', 'contents', 0, 'src'], 'packages.x.contents[0].src'],
  [['a b'], '["a b"]'],
])('%j is %s', (path, text) => {
  expect(formatKeyPath(path)).toBe(text);
});

describe('a mistake of several plans', () => {
  const subject = { config: 'x.yaml', package: 'tool', architecture: 'amd64', format: 'deb' };

  it('is there once, of what the plans share', () => {
    const one = problem('a: 1', 0, 1, { subject });
    const other = problem('a: 1', 0, 1, { subject: { ...subject, format: 'rpm' } });
    const shared = { config: 'x.yaml', package: 'tool', architecture: 'amd64' };
    expect(once([one, one])).toEqual([one]);
    expect(once([one, other, one])).toEqual([{ ...one, subject: shared }]);
  });

  it('is there for each package, where nothing says where it is', () => {
    const one: Problem = { code: 'missing-file', message: 'a is not there', subject };
    const other = { ...one, subject: { ...subject, package: 'other' } };
    expect(once([one, other])).toEqual([one, other]);
  });

  it('is there for each file that it is in', () => {
    const one = problem('a: 1', 0, 1);
    const other = problem('a: 1', 0, 1, { place: { source: { name: 'y.yaml', text: 'a: 1' }, start: 0, end: 1 } });
    expect(once([one, other])).toEqual([one, other]);
  });
});
