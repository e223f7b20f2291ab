import { expect, it } from '@jest/globals';
import { pageOf } from '../../src/init/package_json.ts';

it.each([
  ['git@github.com:acme/hello.git', { url: 'https://github.com/acme/hello', owner: 'acme' }],
  ['ssh://git@github.com:22/acme/hello', { url: 'https://github.com/acme/hello', owner: 'acme' }],
  ['git+https://github.com/acme/hello.git', { url: 'https://github.com/acme/hello', owner: 'acme' }],
  ['https://jo:s3cret@git.acme.example/tools/hello.git/', { url: 'https://git.acme.example/tools/hello' }],
  ['https://git.acme.example:8443/tools/hello', { url: 'https://git.acme.example:8443/tools/hello' }],
  ['http://git.acme.example/tools/hello', { url: 'http://git.acme.example/tools/hello' }],
  ['git@git.acme.example:tools/hello.git', undefined],
  ['/srv/git/hello.git', undefined],
  ['../hello', undefined],
  ['file:///srv/git/hello.git', undefined],
  ['https://acme.example', undefined],
  ['C:\\hello', undefined],
  ['', undefined],
])('the page of %s', (remote, page) => {
  expect(pageOf(remote)).toEqual(page);
});
