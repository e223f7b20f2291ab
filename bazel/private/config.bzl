"The config after the flags: one action that patches it, checks it, and writes plan and wrapper of every target."

load("//bazel:providers.bzl", "OnepackConfigInfo", "OnepackFlagInfo")
load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:flag.bzl", "UNSET")
load("//bazel/private:packer.bzl", "PACKER_ATTRS", "line_of", "packer_args", "run_packer")
load("//bazel/private:stamp.bzl", "StampInfo")

_DOC = """Patches packages.yaml with the flags of its package and plans every target.

The config in the source tree stays as it is. One plan a target keeps Bazel's pruning exact: a flag that changes one
package leaves the plans of the others byte for byte as they were, and their packs do not run.
"""

_ATTRS = {
    "changelogs": attr.label_list(doc = "What may say the time of the packages.", allow_files = True),
    "default_engine": attr.string(doc = "The engine that the config names.", default = "native"),
    "extends": attr.label_list(
        doc = "The files that packages.yaml extends, which it names by their paths.",
        allow_files = [".yaml", ".yml"],
    ),
    "flags": attr.label_keyed_string_dict(
        doc = "The flags that patch the config, each to its name on the command line.",
        providers = [OnepackFlagInfo],
    ),
    "overlay": attr.label(
        doc = "YAML files, merged in order over the config, and the files that they bring.",
        allow_files = True,
    ),
    "sources": attr.string_dict(doc = "Source to its `file` in the config that the BUILD file is of."),
    "src": attr.label(doc = "packages.yaml", allow_single_file = [".yaml", ".yml"], mandatory = True),
    "targets": attr.string_list(doc = "The targets that the BUILD file has, as `kubelet_amd64_deb`.", mandatory = True),
    "_stamp": attr.label(default = "//bazel:stamp", providers = [StampInfo]),
    "_stamp_key": attr.label(default = "//bazel:stamp_key", providers = [OnepackFlagInfo]),
}

def _onepack_config_impl(ctx):
    src = ctx.file.src
    patched = ctx.actions.declare_file(src.basename[:-len(src.extension)] + "patched." + src.extension)
    plans = {target: ctx.actions.declare_file("plans/%s.json" % target) for target in ctx.attr.targets}
    versions = {target: ctx.actions.declare_file("versions/%s.txt" % target) for target in ctx.attr.targets}
    wrappers = [ctx.actions.declare_file("wrappers/%s.sh" % target) for target in ctx.attr.targets]
    overlays = [file for file in ctx.files.overlay if file.extension in ["yaml", "yml"]]

    # A changelog may be one of the files that an overlay brings.
    inputs = [src] + ctx.files.extends + ctx.files.changelogs + ctx.files.overlay
    flags = {
        name: flag[OnepackFlagInfo].value
        for flag, name in ctx.attr.flags.items()
        if flag[OnepackFlagInfo].value != UNSET
    }

    args = packer_args(ctx, "patch")
    args.add(src, format = "--config=%s")
    args.add_all(overlays, format_each = "--overlay=%s")
    for flag, value in flags.items():
        args.add(line_of(value), format = "--%s=%%s" % flag)
    if ctx.attr._stamp[StampInfo].stamp:
        # Only now: as an input of unstamped builds the status would run the action for nothing.
        args.add(ctx.info_file, format = "--stamp=%s")
        args.add(line_of(ctx.attr._stamp_key[OnepackFlagInfo].value), format = "--stamp-key=%s")
        inputs.append(ctx.info_file)
    args.add(patched, format = "--out=%s")
    args.add(src.dirname or ".", format = "--base=%s")
    args.add(patched.dirname + "/plans", format = "--plans=%s")
    args.add(patched.dirname + "/versions", format = "--versions=%s")
    args.add(patched.dirname + "/wrappers", format = "--wrappers=%s")
    for name, file in ctx.attr.sources.items():
        args.add(line_of(file), format = "--source-file=%s=%%s" % name)
    args.add_joined(ctx.attr.targets, join_with = ",", format_joined = "--targets=%s", omit_if_empty = False)

    run_packer(
        ctx,
        arguments = args,
        inputs = depset(inputs),
        outputs = [patched] + plans.values() + versions.values() + wrappers,
        mnemonic = "PatchConfig",
        progress_message = "Patching %s" % src.short_path,
        is_short = True,
    )
    return [
        DefaultInfo(files = depset([patched])),
        OnepackConfigInfo(
            compression = flags.get("compression", ""),
            data = depset([file for file in ctx.files.overlay if file not in overlays]),
            engine = flags.get("engine", ctx.attr.default_engine),
            patched = patched,
            plans = plans,
            versions = versions,
            wrappers = depset(wrappers),
        ),
        OutputGroupInfo(plans = depset(plans.values())),
    ]

onepack_config = rule(
    doc = _DOC,
    implementation = _onepack_config_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    toolchains = [NODE_TOOLCHAIN],
)
