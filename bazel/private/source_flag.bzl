"The flag of a source, its default, and what the packages of each architecture take from it."

load("//bazel:providers.bzl", "OnepackMissingInfo", "OnepackSourceInfo")

_ARCH = str(Label("//bazel:arch"))
_WANTED = str(Label("//bazel:wanted_arch"))

def _for_arch_transition_impl(_settings, attr):
    return {_ARCH: attr.arch, _WANTED: attr.arch}

# On the edge to the flag only: a rule-level transition would rebuild what is behind it whenever a flag changes.
_for_arch_transition = transition(
    implementation = _for_arch_transition_impl,
    inputs = [],
    outputs = [_ARCH, _WANTED],
)

_NO_ARCHITECTURE = "{source} has no file for {arch}; it has: {has}"
_LONE_FILE = """{source} is one file, and this set has {count} architectures. Say which file is for which:
    load("{defs}", "onepack_source")
    onepack_source(name = "…", files = {{"amd64": "…", "arm64": "…"}})"""
_NOT_ONE_FILE = "{source} gives {count} files; a source is one file (or an onepack_source, one for each architecture)"

def _source_for_arch_impl(ctx):
    source = ctx.attr.source[0]
    arch = ctx.attr.arch
    if OnepackSourceInfo in source:
        files = source[OnepackSourceInfo].files
        if arch not in files:
            fail(_NO_ARCHITECTURE.format(source = source.label, arch = arch, has = ", ".join(sorted(files.keys()))))
        file = files[arch]
    else:
        files = source.files.to_list()
        if len(files) != 1:
            fail(_NOT_ONE_FILE.format(source = source.label, count = len(files)))
        if ctx.attr.architectures != 1:
            fail(_LONE_FILE.format(
                source = source.label,
                count = ctx.attr.architectures,
                defs = Label("//bazel:defs.bzl"),
            ))
        file = files[0]
    return [
        DefaultInfo(files = depset([file])),
        OnepackSourceInfo(files = {arch: file}),
    ]

_source_for_arch = rule(
    doc = "The file of a source for one architecture.",
    implementation = _source_for_arch_impl,
    attrs = {
        "arch": attr.string(doc = "Go architecture.", mandatory = True),
        "architectures": attr.int(doc = "How many architectures the set has.", mandatory = True),
        "source": attr.label(doc = "The flag.", mandatory = True, allow_files = True, cfg = _for_arch_transition),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def _default_source_impl(ctx):
    files = {}
    for target, architectures in ctx.attr.files.items():
        for architecture in architectures.split(","):
            files[architecture] = target.files.to_list()[0]
    return [
        DefaultInfo(files = depset(files.values())),
        OnepackMissingInfo(missing = ctx.attr.missing),
        OnepackSourceInfo(files = files),
    ]

_default_source = rule(
    doc = "The files that the config names, as far as they are there.",
    implementation = _default_source_impl,
    attrs = {
        "files": attr.label_keyed_string_dict(doc = "File to its architectures, by commas.", allow_files = True),
        "missing": attr.string_dict(doc = "Architecture to the path that is not there."),
    },
)

def onepack_source_flag(name, files):
    """Declares the flag of one source; `<name>_<arch>` is its file for one architecture.

    A file that is not there makes its architecture incompatible: `:all` leaves its packages out, and asking for one of
    them by name is Bazel's own error, which shows the path as a constraint that no platform satisfies.

    Args:
        name: of the flag, `source_kubelet`
        files: dict of Go architecture to the path that the config names, from the package's folder; a file of another
            package is a label, and is taken to be there
    """
    present = {}
    missing = {}
    compatible = {}
    for arch in sorted(files.keys()):
        path = files[arch]
        setting = "%s_is_%s" % (name, arch)
        native.config_setting(name = setting, flag_values = {_WANTED: arch}, visibility = ["//visibility:private"])
        if path.startswith("//") or native.glob([path], allow_empty = True):
            present.setdefault(path, []).append(arch)
            compatible[":" + setting] = []
        else:
            missing[arch] = path
            compatible[":" + setting] = [":" + _no_such_file(path)]
    compatible["//conditions:default"] = []

    _default_source(
        name = name + "_default",
        files = {path: ",".join(archs) for path, archs in present.items()},
        missing = missing,
        tags = ["manual"],
        target_compatible_with = select(compatible),
    )
    native.label_flag(
        name = name,
        build_setting_default = ":%s_default" % name,
        tags = ["manual"],
    )
    for arch in files:
        _source_for_arch(
            name = "%s_%s" % (name, arch),
            arch = arch,
            architectures = len(files),
            source = ":" + name,
            tags = ["manual"],
        )

# The constraint that no platform has, named so that Bazel's message shows the path.
def _no_such_file(path):
    name = "no_such_file/" + path
    if not native.existing_rule(name):
        native.constraint_value(name = name, constraint_setting = str(Label("//bazel:source")))
    return name
