import { describe, expect, it } from '@jest/globals';
import { folderName, packageName, programName } from '../../src/init/names.ts';
import { asText, patternsOf } from '../../src/init/programs.ts';

describe('programName', () => {
  it.each([
    ['hello', 'amd64', 'hello'],
    ['hello-linux-amd64', 'amd64', 'hello'],
    ['hello_linux_x86_64', 'amd64', 'hello'],
    ['hello-1.2.3-linux-amd64', 'amd64', 'hello'],
    ['hello-v1.2.3_aarch64', 'arm64', 'hello'],
    ['hello-x86_64-unknown-linux-musl', 'amd64', 'hello'],
    ['hello.linux', 'amd64', 'hello'],
    ['hello-armv7-unknown-linux-gnueabihf', 'arm', 'hello'],
    ['hello-arm64', 'amd64', 'hello-arm64'],
    ['amd64', 'amd64', 'amd64'],
    ['farm', 'arm', 'farm'],
    ['7z', 'amd64', '7z'],
    ['clang-16', 'amd64', 'clang-16'],
  ])('of %s for %s is %s', (file, architecture, name) => {
    expect(programName(file, architecture)).toBe(name);
  });
});

describe('packageName', () => {
  it.each([
    ['hello', 'hello'],
    ['My_App', 'my-app'],
    ['my app (2)', 'my-app-2'],
    ['-dash-', 'dash'],
    ['.hidden', 'hidden'],
    ['Größe', 'gro-e'],
    ['g++', 'g++'],
    ['a%{name}$(id)', 'a-name-id'],
    ['x', undefined],
    ['日本', undefined],
    ['dist', undefined],
    ['amd64', undefined],
    ['', undefined],
  ])('of %j is %j', (text, name) => {
    expect(packageName(text)).toBe(name);
  });
});

describe('folderName', () => {
  it.each([
    ['/home/jo/hello', 'hello'],
    ['/home/jo/hello/pkgs', 'hello'],
    ['/home/jo/My_App/build/packages', 'my-app'],
    ['/', undefined],
  ])('of %s is %s', (path, name) => {
    expect(folderName(path)).toBe(name);
  });
});

describe('patternsOf', () => {
  it.each([
    ['bin/amd64/hello', 'amd64', ['bin/${arch}/hello', 'bin/${deb_arch}/hello', 'bin/amd64/hello']],
    ['hello-aarch64', 'arm64', ['hello-${rpm_arch}', 'hello-aarch64']],
    ['amd64x/hello', 'amd64', ['amd64x/hello']],
    ['$amd64', 'amd64', ['$amd64']],
    ['hello', 'all', ['hello']],
    ['a${b}', 'amd64', ['a$${b}']],
  ])('of %s for %s', (path, architecture, patterns) => {
    expect(patternsOf(path, architecture)).toEqual(patterns);
  });

  it('knows a text that is none', () => {
    expect(asText('$x ${y}')).toBe('$x $${y}');
  });
});
