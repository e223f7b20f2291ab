"Build settings: a string, as `--//build/pkgs:version=v1.37.0`, or a switch."

load("//bazel:providers.bzl", "OnepackFlagInfo")

_DOC = """A text flag; one that patches the config is empty unless somebody sets it.

The text arrives whole, commas, quotes and all: the packer parses it, with the grammar of its command line.
"""

def _onepack_flag_impl(ctx):
    return [OnepackFlagInfo(value = ctx.build_setting_value)]

onepack_flag = rule(
    doc = _DOC,
    implementation = _onepack_flag_impl,
    build_setting = config.string(flag = True),
)

onepack_switch = rule(
    doc = "A build setting that is on or off: `--//bazel:workers`.",
    implementation = _onepack_flag_impl,
    build_setting = config.bool(flag = True),
)

def _onepack_setting_impl(_ctx):
    return []

onepack_setting = rule(
    doc = "A string that only a transition sets.",
    implementation = _onepack_setting_impl,
    build_setting = config.string(),
)
