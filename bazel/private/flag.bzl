"Build settings: a string, as `--//build/pkgs:version=v1.37.0`, or a switch."

load("//bazel:providers.bzl", "OnepackFlagInfo")

# What a flag that patches the config is unless somebody sets it: nobody would type it, and an empty value is a mistake.
UNSET = "(not set)"

_DOC = """A text flag.

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
