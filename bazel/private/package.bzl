"One package in one format for one architecture."

load("//bazel:providers.bzl", "OnepackConfigInfo", "OnepackInfo", "OnepackSegmentsInfo", "OnepackSourceInfo")
load("//bazel:toolchain.bzl", "FPM_TOOLCHAIN", "NODE_TOOLCHAIN")
load("//bazel/private:packer.bzl", "PACKER_ATTRS", "line_of", "packer_args", "run_packer")

_DOC = """Packs one package from its plan.

What is in the package is the config's business: this rule knows the plan of its own name, and the files that it needs.
"""

_ATTRS = {
    "architecture": attr.string(doc = "The Go name, or `all`.", mandatory = True),
    "compression": attr.string(doc = "How the config has the package compressed.", default = "gzip"),
    "config": attr.label(doc = "The patched config.", mandatory = True, providers = [OnepackConfigInfo]),
    "links": attr.string_dict(doc = "The links of its trees, path to target: Bazel would follow each, or leave it out."),
    "out": attr.output(doc = "The package file, whose name no flag changes.", mandatory = True),
    "package": attr.string(doc = "The name of the package.", mandatory = True),
    "sources": attr.label_keyed_string_dict(
        doc = "Source of one architecture to the name that the config gives it.",
        providers = [OnepackSourceInfo],
    ),
    "srcs": attr.label_list(doc = "The package's own files: units, scripts, defaults.", allow_files = True),
}

# Engine to the field of the fpm toolchain that says where its tools are, and to what its actions need beside. A client of podman
# or docker talks to what lies outside of any sandbox; the container that it starts has no network.
_MACHINE_ENGINES = {
    "fpm": ("tools", {}),
    "fpm-container": ("container", {"no-sandbox": "1", "requires-network": "1"}),
}

_NO_PLAN = "{config} plans no {name}; after an edit of the config run: bazel run //{package}:update"

def _pack(ctx, mnemonic):
    config = ctx.attr.config[OnepackConfigInfo]
    plan = config.plans.get(ctx.label.name)
    if plan == None:
        fail(_NO_PLAN.format(config = ctx.attr.config.label, name = ctx.label.name, package = ctx.label.package))
    artifact = ctx.outputs.out
    manifest = ctx.actions.declare_file(artifact.basename + ".manifest.json")
    inputs = [plan] + ctx.files.srcs

    copies_segments = config.engine == "native" and (config.compression or ctx.attr.compression) == "gzip"
    args = packer_args(ctx, "pack")
    args.add(plan, format = "--plan=%s")
    for source, name in ctx.attr.sources.items():
        file = source[OnepackSourceInfo].files.values()[0]
        args.add(file.path, format = "--source=%s=%%s" % name)
        inputs.append(file)
        if copies_segments:
            segments = source[OnepackSegmentsInfo].segments
            args.add(segments.path, format = "--segments=%s")
            inputs.append(segments)
    for path, target in ctx.attr.links.items():
        folders = [folder for folder in [ctx.label.workspace_root, ctx.label.package] if folder]
        args.add(line_of("--link=" + "/".join(folders + [path]) + "\n" + target))
    args.add(artifact, format = "--artifact=%s")
    args.add(manifest, format = "--manifest=%s")
    requirements = {}
    if config.engine in _MACHINE_ENGINES:
        field, needs = _MACHINE_ENGINES[config.engine]
        tools = getattr(ctx.toolchains[FPM_TOOLCHAIN].fpm_info, field)
        args.add(tools, format = "--tools=%s")
        inputs.append(tools)

        # The tools are this machine's; what they made may be shared.
        requirements["no-remote-exec"] = "1"
        requirements.update(needs)

    run_packer(
        ctx,
        arguments = args,
        inputs = depset(inputs, transitive = [config.data]),
        outputs = [artifact, manifest],
        mnemonic = mnemonic,
        progress_message = "Packing %s" % artifact.short_path,
        is_short = copies_segments,
        execution_requirements = requirements,
    )
    return [
        DefaultInfo(files = depset([artifact])),
        OnepackInfo(
            architecture = ctx.attr.architecture,
            artifact = artifact,
            format = artifact.extension,
            manifest = manifest,
            name = ctx.attr.package,
            version = config.versions[ctx.label.name],
        ),
        OutputGroupInfo(manifest = depset([manifest])),
    ]

def _onepack_deb_impl(ctx):
    return _pack(ctx, "PackDeb")

def _onepack_rpm_impl(ctx):
    return _pack(ctx, "PackRpm")

onepack_deb = rule(
    doc = _DOC,
    implementation = _onepack_deb_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    toolchains = [FPM_TOOLCHAIN, NODE_TOOLCHAIN],
)

onepack_rpm = rule(
    doc = _DOC,
    implementation = _onepack_rpm_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    toolchains = [FPM_TOOLCHAIN, NODE_TOOLCHAIN],
)
