"Whether this is a build with --stamp, which a rule can only learn through a select."

StampInfo = provider(
    doc = "Whether the build is stamped.",
    fields = {"stamp": "bool"},
)

def _stamp_impl(ctx):
    return [StampInfo(stamp = ctx.attr.stamp)]

stamp = rule(
    doc = "Carries the answer of a select to the rules that ask.",
    implementation = _stamp_impl,
    attrs = {
        "stamp": attr.bool(doc = "A select on --stamp.", mandatory = True),
    },
)
