"The flag of a source, its default, and what the packages of each architecture take from it."

load("//bazel:providers.bzl", "OnepackMissingInfo", "OnepackSourceInfo")
load("//bazel/private:architecture.bzl", "WANTED_ARCH")
load("//bazel/private:built_source.bzl", "built_source", "file_of")
load("//bazel/private:source_for_arch.bzl", "source_for_arch")

_NOT_ONE_FILE = "{source} gives {count} files; what is named for each architecture is one file, or a program"

def _default_source_impl(ctx):
    files = {}
    for target, architectures in ctx.attr.files.items():
        file = file_of(target)
        if not file:
            fail(_NOT_ONE_FILE.format(count = len(target.files.to_list()), source = target.label))
        for architecture in architectures.split(","):
            files[architecture] = file
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

def onepack_source_flag(name, files = {}, target = None, architectures = [], extract = False, platforms = {}):
    """Declares the flag of one source; `<name>_<arch>` is its file for one architecture.

    A file that is not there makes its architecture incompatible: `:all` leaves its packages out, and asking for one of
    them by name is Bazel's own error, which shows the path as a constraint that no platform satisfies.

    Args:
        name: of the flag, `source_kubelet`
        files: dict of Go architecture to the path that the config names, from the package's folder; a file of another
            package is a label, and is taken to be there
        target: in place of `files`, the label of what Bazel builds for each of `architectures`
        architectures: those of `target`
        extract: whether the source is an archive that is opened; several files of a target then become one
        platforms: dict of Go architecture to the label of the platform that the source is built for
    """
    if target:
        built_source(name = name + "_default", tags = ["manual"], target = target)
    else:
        _declare_files(name, files)
    native.label_flag(
        name = name,
        build_setting_default = ":%s_default" % name,
        tags = ["manual"],
    )
    all = architectures if target else files.keys()
    for arch in all:
        source_for_arch(
            name = "%s_%s" % (name, arch),
            arch = arch,
            architectures = len(all),
            extract = extract,
            platform = platforms.get(arch),
            source = ":" + name,
            tags = ["manual"],
        )

def _declare_files(name, files):
    present = {}
    missing = {}
    compatible = {}
    for arch in sorted(files.keys()):
        path = files[arch]
        setting = "%s_is_%s" % (name, arch)
        native.config_setting(name = setting, flag_values = {WANTED_ARCH: arch}, visibility = ["//visibility:private"])
        if _is_label(path) or native.glob([path], allow_empty = True):
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

def _is_label(path):
    return path.startswith("//") or path.startswith("@")

# The constraint that no platform has, named so that Bazel's message shows the path.
def _no_such_file(path):
    name = "no_such_file/" + path
    if not native.existing_rule(name):
        native.constraint_value(name = name, constraint_setting = str(Label("//bazel:source")))
    return name
