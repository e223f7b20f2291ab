import { describe, expect, it } from '@jest/globals';
import {
  formatKeyPath,
  lineAndColumn,
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
