"What a MODULE.bazel uses: the same repositories as `repositories.bzl`."

load("//bazel:repositories.bzl", "onepack_dependencies", "onepack_node")

_MIRRORS = tag_class(
    doc = "Where Node is fetched from.",
    attrs = {
        "urls": attr.string_list(doc = "npm registries, tried in this order and alone.", mandatory = True),
    },
)

_NODE = tag_class(
    doc = "A Node of your own for a platform.",
    attrs = {
        "binary": attr.string(doc = "Where Node is in the archive.", default = "bin/node"),
        "exec_compatible_with": attr.label_list(doc = "The constraints of the platform.", mandatory = True),
        "name": attr.string(doc = "A name of yours, as `macos_arm64`.", mandatory = True),
        "sha256": attr.string(doc = "Of the archive.", mandatory = True),
        "strip_prefix": attr.string(doc = "The folder of the archive that everything is in."),
        "urls": attr.string_list(doc = "Where the archive is, tried in this order.", mandatory = True),
    },
)

# What the root module says counts: whose build it is, decides where things come from.
def _onepack_impl(ctx):
    tags = [module.tags for module in ctx.modules if module.is_root]
    onepack_dependencies(
        node_mirrors = [url for tag in tags for mirrors in tag.node_mirrors for url in mirrors.urls],
        nodes = {node.name: onepack_node(
            binary = node.binary,
            exec_compatible_with = [str(label) for label in node.exec_compatible_with],
            sha256 = node.sha256,
            strip_prefix = node.strip_prefix,
            urls = node.urls,
        ) for tag in tags for node in tag.node},
    )

onepack = module_extension(
    doc = "Node, fpm and the toolchains that name them.",
    implementation = _onepack_impl,
    tag_classes = {"node": _NODE, "node_mirrors": _MIRRORS},
)
