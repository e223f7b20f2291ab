"What `:all` leaves out, and how to bring it."

load("//bazel:providers.bzl", "OnepackMissingInfo", "OnepackSourceInfo")
load("//bazel/private:architecture.bzl", "ARCH", "PLATFORMS", "TRANSITION_ATTRS", "WANTED_ARCH", "for_architecture")
load("//bazel/private:built_source.bzl", "BuiltSourceInfo")

# With an architecture, so that a label with a select on it resolves, but wanting none, so that nothing is incompatible.
def _probe_transition_impl(settings, attr):
    return for_architecture(settings, attr.architectures[0], "", attr.platform)

_probe_transition = transition(
    implementation = _probe_transition_impl,
    inputs = [PLATFORMS],
    outputs = [ARCH, PLATFORMS, WANTED_ARCH],
)

_DOC = """Prints which packages have no source, and writes the same as JSON.

Bazel 4 says nothing of targets that it skips.
"""

_ATTRS = {
    "architectures": attr.string_list(doc = "Those of the set.", mandatory = True),
    "config": attr.label(doc = "packages.yaml", allow_single_file = [".yaml", ".yml"], mandatory = True),
    "platform": attr.label(doc = "Of the first of the architectures, where the config says one."),
    "sources": attr.label_keyed_string_dict(
        doc = "Flag of a source to the packages that need it, separated by commas.",
        allow_files = True,
        cfg = _probe_transition,
    ),
}

_ROW = "  {package}: no {paths}"
_TEXT = """
Left out of //{package}:all, because a source is not there:
{rows}
To bring one, put the file there, run `npx onepack fetch --config={config}`, or give your own with
--//{package}:source_<name>=//label:of_an_onepack_source
"""

def _onepack_left_out_impl(ctx):
    missing = []
    for source, packages in ctx.attr.sources.items():
        for arch, path in _missing_of(ctx, source).items():
            for package in packages.split(","):
                missing.append(struct(package = package, architecture = arch, path = path))
    if missing:
        # buildifier: disable=print
        print(_TEXT.format(
            config = ctx.file.config.short_path,
            package = ctx.label.package,
            rows = "\n".join(_rows(missing)),
        ))
    out = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(out, json.encode(missing) + "\n")
    return [DefaultInfo(files = depset([out]))]

# Architecture to the path, or the target, that has no file for it. What a lone file is for, its own rule says.
def _missing_of(ctx, source):
    if OnepackMissingInfo in source:
        folder = ctx.label.package + "/" if ctx.label.package else ""
        return {arch: folder + path for arch, path in source[OnepackMissingInfo].missing.items()}
    if BuiltSourceInfo in source:
        source = source[BuiltSourceInfo].target
    if OnepackSourceInfo in source:
        files = source[OnepackSourceInfo].files
        return {arch: "file for %s in %s" % (arch, source.label) for arch in ctx.attr.architectures if arch not in files}
    return {}

# One for each package: its paths, folded to `bin/{amd64,arm64}/kubelet` where they differ in the architecture alone.
def _rows(missing):
    rows = []
    for package in _unique([item.package for item in missing]):
        archs = {}
        for item in missing:
            if item.package == package:
                pattern = item.path.replace("/%s/" % item.architecture, "/{}/")
                archs.setdefault(pattern, []).append(item.architecture)
        paths = [
            pattern.replace("{}", "{%s}" % ",".join(names) if len(names) > 1 else names[0])
            for pattern, names in archs.items()
        ]
        rows.append(_ROW.format(package = package, paths = ", ".join(paths)))
    return rows

def _unique(items):
    return {item: None for item in items}.keys()

onepack_left_out = rule(
    doc = _DOC,
    implementation = _onepack_left_out_impl,
    attrs = dict(_ATTRS, **TRANSITION_ATTRS),
)
