"What the packages of one architecture take from a source."

load("//bazel:providers.bzl", "OnepackSegmentsInfo", "OnepackSourceInfo")
load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:architecture.bzl", "ARCH", "PLATFORMS", "TRANSITION_ATTRS", "WANTED_ARCH", "for_architecture")
load("//bazel/private:built_source.bzl", "BuiltSourceInfo", "executable_of", "file_of", "member_of")
load("//bazel/private:packer.bzl", "PACKER_ATTRS", "packer_args", "run_packer")

_DOC = """The file of a source for one architecture, which the source is built for.

It is built once for each architecture, whatever number of packages and formats take it.
"""

def _for_arch_impl(settings, attr):
    return for_architecture(settings, attr.arch, attr.arch, attr.platform)

# On the edge to the flag only: a rule-level transition would rebuild what is behind it whenever a flag changes.
_for_arch = transition(
    implementation = _for_arch_impl,
    inputs = [PLATFORMS],
    outputs = [ARCH, PLATFORMS, WANTED_ARCH],
)

_ATTRS = {
    "arch": attr.string(doc = "Go architecture.", mandatory = True),
    "architectures": attr.int(doc = "How many architectures the set has.", mandatory = True),
    "extract": attr.bool(doc = "Whether the source is an archive that is opened."),
    "platform": attr.label(doc = "What the source is built for; else what the whole build is for."),
    "source": attr.label(doc = "The flag.", mandatory = True, allow_files = True, cfg = _for_arch),
}

_NO_ARCHITECTURE = "{source} has no file for {arch}; it has: {has}"
_LONE_FILE = """{source} is one file, and this set has {count} architectures. Say which file is for which:
    load("{defs}", "onepack_source")
    onepack_source(name = "…", files = {{"amd64": "…", "arm64": "…"}})"""
_NOT_ONE_FILE = """{source} gives {count} files, and a source is one: a program, an archive, or an onepack_source.
Several files are one archive where the config says `extract: true` of the source, or `type: tree` of an entry that names the label."""

def _source_for_arch_impl(ctx):
    file = _file_of(ctx, ctx.attr.source[0])
    return [
        DefaultInfo(files = depset([file])),
        OnepackSegmentsInfo(segments = _compress(ctx, file)),
        OnepackSourceInfo(files = {ctx.attr.arch: file}),
    ]

# Runs only where a package wants it. What it costs is then paid once, for all versions, packages and formats.
def _compress(ctx, file):
    segments = ctx.actions.declare_directory(ctx.label.name + ".segments")
    args = packer_args(ctx, "compress")
    args.add(file.path, format = "--source=%s")
    if ctx.attr.extract:
        args.add("--extract")
    args.add(segments.path, format = "--out=%s")
    run_packer(
        ctx,
        arguments = args,
        inputs = depset([file]),
        outputs = [segments],
        mnemonic = "CompressSource",
        progress_message = "Compressing %s" % file.short_path,
    )
    return segments

def _file_of(ctx, source):
    arch = ctx.attr.arch
    is_default = BuiltSourceInfo in source
    if is_default:
        source = source[BuiltSourceInfo].target
    if OnepackSourceInfo in source:
        files = source[OnepackSourceInfo].files
        if arch not in files:
            fail(_NO_ARCHITECTURE.format(source = source.label, arch = arch, has = ", ".join(sorted(files.keys()))))
        return files[arch]
    files = source.files.to_list()
    if ctx.attr.extract and len(files) > 1:
        return _archive(ctx, source.label, files, executable_of(source))
    file = file_of(source)
    if not file:
        fail(_NOT_ONE_FILE.format(source = source.label, count = len(files)))

    # It would go into every architecture. What Bazel builds it builds for each, and what the config names is meant.
    if file.is_source and not is_default and ctx.attr.architectures != 1:
        fail(_LONE_FILE.format(
            source = source.label,
            count = ctx.attr.architectures,
            defs = Label("//bazel:defs.bzl"),
        ))
    return file

def _archive(ctx, label, files, program):
    out = ctx.actions.declare_file(ctx.label.name + ".tar")
    args = packer_args(ctx, "tar")
    args.add(out, format = "--out=%s")
    for file in files:
        flag = "--file" if file.is_source else "--program" if file == program else "--data"
        args.add(file.path, format = "{flag}={member}=%s".format(flag = flag, member = member_of(file, label).replace("%", "%%")))
    run_packer(
        ctx,
        arguments = args,
        inputs = depset(files),
        outputs = [out],
        mnemonic = "ArchiveSource",
        progress_message = "Archiving %s for %s" % (label, ctx.attr.arch),
    )
    return out

source_for_arch = rule(
    doc = _DOC,
    implementation = _source_for_arch_impl,
    attrs = dict(dict(_ATTRS, **PACKER_ATTRS), **TRANSITION_ATTRS),
    toolchains = [NODE_TOOLCHAIN],
)
