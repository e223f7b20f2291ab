"One directory with every package under its conventional name."

load("//bazel:providers.bzl", "OnepackInfo")
load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:packer.bzl", "PACKER_ATTRS", "packer_args", "run_packer")

_DOC = "Gathers packages under their conventional names, with SHA256SUMS and manifest.json. Whole or not at all."

_ATTRS = {
    "packages": attr.label_list(doc = "What goes in.", mandatory = True, providers = [OnepackInfo]),
}

def _onepack_dist_impl(ctx):
    packages = [package[OnepackInfo] for package in ctx.attr.packages]
    directory = ctx.actions.declare_directory(ctx.label.name)

    args = packer_args(ctx, "dist")
    args.add(directory.path, format = "--out=%s")
    for package in packages:
        args.add(package.artifact, format = "--artifact=%s")
        args.add(package.manifest, format = "--manifest=%s")
    run_packer(
        ctx,
        arguments = args,
        inputs = depset([file for package in packages for file in [package.artifact, package.manifest]]),
        outputs = [directory],
        mnemonic = "AssembleDist",
        progress_message = "Assembling %s" % directory.short_path,
    )
    return [DefaultInfo(files = depset([directory]))]

onepack_dist = rule(
    doc = _DOC,
    implementation = _onepack_dist_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    toolchains = [NODE_TOOLCHAIN],
)
