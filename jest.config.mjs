/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: { '\\.ts$': '<rootDir>/test/transform.mjs' },
  extensionsToTreatAsEsm: ['.ts'],
  // Most of the time is that of other processes, of which many use one core: jest would leave a core for itself.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  reporters: ['default', '<rootDir>/test/support/slowest.mjs'],
  // Real tools run in these tests: fpm takes seconds, Bazel a minute.
  testTimeout: 120_000,
  modulePathIgnorePatterns: ['<rootDir>/bazel-', '<rootDir>/out/', '<rootDir>/.tools/'],
  watchPathIgnorePatterns: ['<rootDir>/bazel-'],
};
