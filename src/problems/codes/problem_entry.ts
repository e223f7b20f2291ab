/** What is known of a problem's code beside its name. */

/** What `docs/errors.md` says of a problem's code. */
export interface ProblemEntry {
  /** What is wrong, in Markdown. */
  readonly means: string;
  /** What to do about it. */
  readonly fix: string;
  readonly example?: ProblemExample;
}

/** Every example but the shown ones is loaded by a test, which looks for the code. */
export type ProblemExample =
  /** YAML that is laid over `GOOD_CONFIG` as an overlay. */
  | { readonly over: string }
  /** A whole config. */
  | { readonly whole: string }
  /** The value of `--set`, with `GOOD_CONFIG`. */
  | { readonly set: string }
  /** What people do, or what stands somewhere else than in a config. */
  | { readonly shown: string };

/** The config that the examples are laid over. */
export const GOOD_CONFIG = `apiVersion: onepack/v1
version: v1.36.3
sourceDateEpoch: 1764547200
architectures: [amd64, arm64]
defaults: { maintainer: Jo Doe <jo@example.com>, license: MIT }
sources:
  hello: { file: "bin/\${arch}/hello" }
packages:
  hello:
    summary: Says hello
    contents:
      - { src: "@hello", dst: /usr/bin/hello, mode: "0755" }
`;

/** What a warning is taken for: not said, said, or said and the end of the run. */
export const LEVELS = ['off', 'warning', 'error'] as const;
export type Level = (typeof LEVELS)[number];

/** What a flag makes of all warnings. */
export const TREATMENTS = ['error', 'off'] as const satisfies Level[];
export type Treatment = (typeof TREATMENTS)[number];

export interface WarningEntry extends ProblemEntry {
  /** Unless the config says otherwise. */
  readonly level: Level;
  /** Who says the same of the finished package. test/lint/ asks them. */
  readonly says: {
    /** Tags of lintian 2.116: https://lintian.debian.org/tags */
    readonly lintian?: readonly string[];
    /** Those of a later one. */
    readonly laterLintian?: readonly string[];
    /** Checks of rpmlint 2.4: https://github.com/rpm-software-management/rpmlint/tree/main/rpmlint/descriptions */
    readonly rpmlint?: readonly string[];
  };
}
