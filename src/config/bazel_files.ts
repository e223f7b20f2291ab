/** The files that Bazel looks for in a folder, the one that it prefers first. */

/** Any of them makes a folder a workspace, and names what it depends on. https://bazel.build/external/overview */
export const WORKSPACE_FILES: readonly string[] = ['MODULE.bazel', 'WORKSPACE.bazel', 'WORKSPACE'];

/** Any of them makes a folder a package. https://bazel.build/concepts/build-files */
export const BUILD_FILES: readonly string[] = ['BUILD.bazel', 'BUILD'];
