"The packer from its sources: one JavaScript file."

load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:packer.bzl", "NODE_FLAGS")

_DOC = "Bundles the packer with the esbuild that package-lock.json pins, on the pinned Node."

_ATTRS = {
    "out": attr.output(doc = "The bundle.", mandatory = True),
    "script": attr.label(doc = "hack/bundle.mjs", allow_single_file = [".mjs"], mandatory = True),
    "srcs": attr.label_list(doc = "Sources, templates and npm packages.", allow_files = True, mandatory = True),
}

def _onepack_bundle_impl(ctx):
    args = ctx.actions.args()
    args.add_all(NODE_FLAGS)
    args.add(ctx.file.script)
    args.add(ctx.outputs.out, format = "--out=%s")
    ctx.actions.run(
        executable = ctx.toolchains[NODE_TOOLCHAIN].node_info.node,
        arguments = [args],
        inputs = depset(ctx.files.srcs + [ctx.file.script]),
        outputs = [ctx.outputs.out],
        mnemonic = "BundlePacker",
        progress_message = "Bundling the packer",
        env = {},
        execution_requirements = {"block-network": "1"},
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]))]

onepack_bundle = rule(
    doc = _DOC,
    implementation = _onepack_bundle_impl,
    attrs = _ATTRS,
    toolchains = [NODE_TOOLCHAIN],
)
