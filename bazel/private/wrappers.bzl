"The fpm wrapper of every target, to read and to run by hand."

load("//bazel:providers.bzl", "OnepackConfigInfo")
load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:packer.bzl", "PACKER_ATTRS", "run_packer")

_DOC = "Renders the wrapper of every plan. It comes from the plan alone, so no source has to be there."

_ATTRS = {
    "config": attr.label(doc = "The patched config.", mandatory = True, providers = [OnepackConfigInfo]),
}

def _onepack_wrappers_impl(ctx):
    wrappers = []
    for name, plan in ctx.attr.config[OnepackConfigInfo].plans.items():
        wrapper = ctx.actions.declare_file("%s/%s.sh" % (ctx.label.name, name))
        args = ctx.actions.args()
        args.add(plan, format = "--plan=%s")
        args.add(wrapper, format = "--out=%s")
        run_packer(
            ctx,
            command = "wrapper",
            arguments = args,
            inputs = depset([plan]),
            outputs = [wrapper],
            mnemonic = "RenderWrapper",
            progress_message = "Rendering %s" % wrapper.short_path,
        )
        wrappers.append(wrapper)
    return [DefaultInfo(files = depset(wrappers))]

onepack_wrappers = rule(
    doc = _DOC,
    implementation = _onepack_wrappers_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    toolchains = [NODE_TOOLCHAIN],
)
