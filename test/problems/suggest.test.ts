import { expect, it } from '@jest/globals';
import { didYouMean, nearest } from '../../src/problems/suggest.ts';

it.each([
  ['verison', ['version', 'vendor'], 'version'],
  ['Depends', ['depends', 'recommends'], 'depends'],
  ['kublet', ['kubelet', 'kubectl'], 'kubelet'],
  ['jq', ['iptables', 'mount'], undefined],
  ['x', [], undefined],
  ['', ['a'], undefined],
])('%s among %j is %s', (name, known, meant) => {
  expect(nearest(name, known)).toBe(meant);
});

it('does not depend on the order of the names', () => {
  expect(nearest('kubel', ['kubea', 'kubeb'])).toBe(nearest('kubel', ['kubeb', 'kubea']));
});

it('is a question', () => {
  expect(didYouMean('verison', ['version'])).toBe('did you mean `version`?');
});
