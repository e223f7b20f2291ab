"The repository whose toolchains are registered: Node for each platform that it can be had for, and fpm."

load("//bazel/private:labels.bzl", "absolute")

_NODE = """toolchain(
    name = "node_{platform}",
    exec_compatible_with = {constraints},
    toolchain = "@onepack_node_{platform}//:node",
    toolchain_type = "{type}",
)
"""

# It always matches: what is missing is told by the action, with what to install.
_FPM = """toolchain(
    name = "fpm",
    toolchain = "{fpm}",
    toolchain_type = "{type}",
)
"""

def _toolchains_repository_impl(ctx):
    nodes = [_NODE.format(
        constraints = json.encode(constraints),
        platform = platform,
        type = absolute(Label("//bazel:node_toolchain_type")),
    ) for platform, constraints in ctx.attr.nodes.items()]
    fpm = _FPM.format(fpm = absolute(Label("//bazel:fpm")), type = absolute(Label("//bazel:fpm_toolchain_type")))
    ctx.file("BUILD.bazel", "\n".join(nodes + [fpm]))

toolchains_repository = repository_rule(
    doc = "Only what a build on this platform needs is fetched: a toolchain names its repository, and no more.",
    implementation = _toolchains_repository_impl,
    attrs = {
        "nodes": attr.string_list_dict(doc = "Platform to the constraints that it stands for.", mandatory = True),
    },
)
