/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/transform.mjs' },
  extensionsToTreatAsEsm: ['.ts'],
  // Real tools run in these tests: fpm takes seconds, Bazel a minute.
  testTimeout: 120_000,
  modulePathIgnorePatterns: ['<rootDir>/bazel-', '<rootDir>/out/', '<rootDir>/.tools/'],
  watchPathIgnorePatterns: ['<rootDir>/bazel-'],
};
