"The fpm wrapper of every target, to read and to run by hand."

load("//bazel:providers.bzl", "OnepackConfigInfo")

_DOC = "The wrappers that the config's own action writes. They come from plans alone, so no source has to be there."

_ATTRS = {
    "config": attr.label(doc = "The patched config.", mandatory = True, providers = [OnepackConfigInfo]),
}

def _onepack_wrappers_impl(ctx):
    return [DefaultInfo(files = ctx.attr.config[OnepackConfigInfo].wrappers)]

onepack_wrappers = rule(
    doc = _DOC,
    implementation = _onepack_wrappers_impl,
    attrs = _ATTRS,
)
