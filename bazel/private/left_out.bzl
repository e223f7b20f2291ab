"What `:all` leaves out, and how to bring it."

load("//bazel:providers.bzl", "OnepackMissingInfo")

_ARCH = str(Label("//bazel:arch"))

# With an architecture, so that a label with a select on it resolves, but wanting none, so that nothing is incompatible.
def _probe_transition_impl(_settings, attr):
    return {_ARCH: attr.arch}

_probe_transition = transition(
    implementation = _probe_transition_impl,
    inputs = [],
    outputs = [_ARCH],
)

_DOC = """Prints which packages have no source, and writes the same as JSON.

Bazel 4 says nothing of targets that it skips.
"""

_ATTRS = {
    "arch": attr.string(doc = "Any architecture of the set.", mandatory = True),
    "sources": attr.label_keyed_string_dict(
        doc = "Flag of a source to the packages that need it, separated by commas.",
        allow_files = True,
        cfg = _probe_transition,
    ),
    "_allowlist_function_transition": attr.label(
        default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
    ),
}

_ROW = "  {package} for {arch}: no file {path}"
_TEXT = """
Left out of //{package}:all, because a source is not there:
{rows}
To bring one: put the file there, run `npx onepack fetch --config={package}/packages.yaml`, or give your own with
{flags}
"""

def _onepack_left_out_impl(ctx):
    rows = []
    flags = []
    for source, packages in ctx.attr.sources.items():
        if OnepackMissingInfo not in source:
            continue
        flag = "--//%s:%s=//label" % (ctx.label.package, source.label.name[:-len("_default")])
        for arch, path in source[OnepackMissingInfo].missing.items():
            if flag not in flags:
                flags.append(flag)
            for package in packages.split(","):
                rows.append(struct(
                    package = package,
                    architecture = arch,
                    path = ctx.label.package + "/" + path if ctx.label.package else path,
                    flag = flag,
                ))
    if rows:
        # buildifier: disable=print
        print(_TEXT.format(
            package = ctx.label.package,
            rows = "\n".join([_ROW.format(package = row.package, arch = row.architecture, path = row.path) for row in rows]),
            flags = "\n".join(["  " + flag for flag in flags]),
        ))
    out = ctx.actions.declare_file(ctx.label.name + ".json")
    ctx.actions.write(out, json.encode(rows) + "\n")
    return [DefaultInfo(files = depset([out]))]

onepack_left_out = rule(
    doc = _DOC,
    implementation = _onepack_left_out_impl,
    attrs = _ATTRS,
)
