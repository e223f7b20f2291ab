import { describe, expect, it } from '@jest/globals';
import { starlark } from '../../src/bazel/starlark.ts';

describe('starlark', () => {
  it.each([
    ['a word', 'kubelet', '"kubelet"'],
    ['quotes and backslashes', 'a "b" \\c', '"a \\"b\\" \\\\c"'],
    ['line breaks', 'a\nb\tc', '"a\\nb\\tc"'],
    ['control characters, which Bazel 4 has no \\u for', 'a\u0007b', '"a\\007b"'],
    ['UTF-8', 'Größe', '"Größe"'],
    ['no item', [], '[]'],
    ['one item', ['a'], '["a"]'],
    ['items', ['a', 'b'], '[\n        "a",\n        "b",\n    ]'],
    ['no entry', {}, '{}'],
    ['entries', { a: 'b' }, '{\n        "a": "b",\n    }'],
    ['a switch', [true, false], '[\n        True,\n        False,\n    ]'],
    ['one entry in a list', [{ a: ['b'] }], '[\n        {\n            "a": ["b"],\n        },\n    ]'],
  ])('%s', (_name, value, expected) => {
    expect(starlark(value)).toBe(expected);
  });
});
