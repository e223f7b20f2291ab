"""The two toolchains: Node, which runs the packer, and fpm, for the engine of that name.

A toolchain says how a tool is called and no more. Which file the packer itself is, is no question of the machine:
every rule has it as an attribute (//bazel/packer).
"""

load("//bazel:providers.bzl", "OnepackFpmInfo", "OnepackNodeInfo")

NODE_TOOLCHAIN = str(Label("//bazel:node_toolchain_type"))
FPM_TOOLCHAIN = str(Label("//bazel:fpm_toolchain_type"))

def _node_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(node_info = OnepackNodeInfo(node = ctx.file.node))]

node_toolchain = rule(
    doc = "A Node binary of a pinned version.",
    implementation = _node_toolchain_impl,
    attrs = {
        "node": attr.label(doc = "The binary.", allow_single_file = True, mandatory = True),
    },
)

def _fpm_toolchain_impl(ctx):
    return [platform_common.ToolchainInfo(
        fpm_info = OnepackFpmInfo(container = ctx.file.container, tools = ctx.file.tools),
    )]

fpm_toolchain = rule(
    doc = "Where fpm and what it calls are on this machine. What is missing the packer reports, with what to install.",
    implementation = _fpm_toolchain_impl,
    attrs = {
        "container": attr.label(
            doc = "JSON: podman's and docker's `path`, and `image`, whose `version` is the digest that hack/image recorded.",
            allow_single_file = [".json"],
            mandatory = True,
        ),
        "tools": attr.label(
            doc = "JSON: tool name to its `path` and `version`. An input of every pack, so that another version packs again.",
            allow_single_file = [".json"],
            mandatory = True,
        ),
    },
)
