"Sources of one's own: what a `--//build/pkgs:source_<name>=` flag can name."

load("//bazel:providers.bzl", "OnepackSourceInfo")

_DOC = "A file for each architecture. Use the macro `onepack_source`."

_ATTRS = {
    "files": attr.label_keyed_string_dict(
        doc = "File to the Go architectures that it is for, separated by commas.",
        allow_files = True,
        mandatory = True,
    ),
}

_NOT_ONE_FILE = "{label}: {file} is {count} files; a source is one file for each architecture"

def _source_files_impl(ctx):
    files = {}
    for target, architectures in ctx.attr.files.items():
        found = target.files.to_list()
        if len(found) != 1:
            fail(_NOT_ONE_FILE.format(label = ctx.label, file = target.label, count = len(found)))
        for architecture in architectures.split(","):
            files[architecture] = found[0]
    return [
        DefaultInfo(files = depset(files.values())),
        OnepackSourceInfo(files = files),
    ]

source_files = rule(
    doc = _DOC,
    implementation = _source_files_impl,
    attrs = _ATTRS,
)

def onepack_source(name, files, **kwargs):
    """Offers a file for each architecture to a `source_<name>` flag.

    An architecture that it has no file for is left out of `:all`, and an error by name.

    Args:
        name: of the target that the flag names
        files: dict of Go architecture to label: {"amd64": ":kubelet_amd64", "arm64": ":kubelet_arm64"}
        **kwargs: attributes that every rule has
    """
    architectures = {}
    for architecture in sorted(files.keys()):
        architectures.setdefault(files[architecture], []).append(architecture)
    offered = {}
    for architecture in files:
        setting = "%s_for_%s" % (name, architecture)
        native.config_setting(
            name = setting,
            flag_values = {str(Label("//bazel:wanted_arch")): architecture},
        )
        offered[":" + setting] = []

    # Nobody wants an architecture while only the target itself is built.
    native.config_setting(
        name = name + "_for_any",
        flag_values = {str(Label("//bazel:wanted_arch")): ""},
    )
    offered[":%s_for_any" % name] = []
    offered["//conditions:default"] = [str(Label("//bazel:no_such_file"))]
    source_files(
        name = name,
        files = {file: ",".join(names) for file, names in architectures.items()},
        target_compatible_with = select(offered),
        **kwargs
    )
