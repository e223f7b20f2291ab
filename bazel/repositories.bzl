"What a WORKSPACE calls: the repositories and toolchains that the rules need."

load("//bazel/private:fpm_repository.bzl", "fpm_repository")
load("//bazel/private:node_repository.bzl", "NODE_PLATFORMS", "node_archive", "node_repository")
load("//bazel/private:toolchains_repository.bzl", "toolchains_repository")

def onepack_node(exec_compatible_with, urls, sha256, strip_prefix = "", binary = "bin/node"):
    """A Node of your own for a platform: what `nodes` of `onepack_dependencies` takes.

    Args:
        exec_compatible_with: the constraints of the platform, as `@platforms//os:osx`
        urls: where the archive is, tried in this order
        sha256: of the archive
        strip_prefix: the folder of the archive that everything is in
        binary: where Node is in it

    Returns:
        a struct
    """
    return struct(
        binary = binary,
        exec_compatible_with = exec_compatible_with,
        sha256 = sha256,
        strip_prefix = strip_prefix,
        urls = urls,
    )

def onepack_dependencies(node_mirrors = [], nodes = {}):
    """Declares the repositories that the rules need; `extensions.bzl` does the same for a MODULE.bazel.

    Args:
        node_mirrors: npm registries that Node is fetched from, tried in this order and alone; else npm's own, or the one that npm
            on this machine asks
        nodes: dict of a name of yours, as `macos_arm64`, to an `onepack_node`; one of a name that is there already is in its place
    """
    constraints = {}
    for name, node in nodes.items():
        node_archive(
            name = "onepack_node_" + name,
            binary = node.binary,
            sha256 = node.sha256,
            strip_prefix = node.strip_prefix,
            urls = node.urls,
        )
        constraints[name] = node.exec_compatible_with
    for platform, node in NODE_PLATFORMS.items():
        if platform not in nodes:
            node_repository(name = "onepack_node_" + platform, mirrors = node_mirrors, platform = platform)
            constraints[platform] = node.constraints
    fpm_repository(name = "onepack_fpm")
    toolchains_repository(name = "onepack_toolchains", nodes = constraints)

# buildifier: disable=unnamed-macro
def onepack_register_toolchains():
    "Registers Node for each platform, and fpm. Call it after `onepack_dependencies`."
    native.register_toolchains("@onepack_toolchains//:all")
