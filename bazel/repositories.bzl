"What a WORKSPACE calls: the repositories and toolchains that the rules need."

load("//bazel/private:fpm_repository.bzl", "fpm_repository")
load("//bazel/private:node_repository.bzl", "NODE_PLATFORMS", "node_repository")
load("//bazel/private:npm_repository.bzl", "npm_repository")

def onepack_repositories():
    """Declares the repositories that the rules need; `extensions.bzl` does the same for a MODULE.bazel."""
    for platform in NODE_PLATFORMS:
        node_repository(name = "onepack_node_" + platform, platform = platform)
    fpm_repository(name = "onepack_fpm")
    npm_repository(name = "onepack_npm")
