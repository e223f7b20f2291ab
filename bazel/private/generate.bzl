"The BUILD file that the generator writes: `update` rewrites it, `up_to_date_test` checks it."

load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:labels.bzl", "repository_of")
load("//bazel/private:packer.bzl", "NODE_FLAGS", "PACKER_ATTRS")

_ATTRS = {
    "config": attr.label(doc = "packages.yaml", allow_single_file = [".yaml", ".yml"], mandatory = True),
}

_TEST_ATTRS = {
    "build_file": attr.label(doc = "The generated file.", allow_single_file = True, mandatory = True),
    "extends": attr.label_list(doc = "The files that packages.yaml extends.", allow_files = [".yaml", ".yml"]),
    "others": attr.string_list(doc = "The other Bazel packages that files are taken from, as `upstream`."),
}

# A launcher starts in the runfiles, in the folder of the main repository.
_LAUNCHER = """#!/bin/sh
set -o errexit -o nounset
if [ -d "$0.runfiles/{repository}" ]; then cd "$0.runfiles/{repository}"; fi
node=$PWD/{node}
packer=$PWD/{packer}
cd "{root}"
{begin}exec "$node" {node_flags} "$packer" generate --config={config} --workspace=. --defs={defs} {flags} "$@"
"""

# The runfiles are links into the workspace itself, which has what Bazel does not show: the links of trees.
_FIND_SOURCES = """sources=$(readlink -f "{config}")
case "$sources" in */"{config}") sources=${{sources%/"{config}"}} ;; *) sources=. ;; esac
"""

_UPDATE_ROOT = "${BUILD_WORKSPACE_DIRECTORY:?run this through: bazel run}"

def _launcher(ctx, root, flags, files, symlinks = {}, begin = ""):
    node = ctx.toolchains[NODE_TOOLCHAIN].node_info.node
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        launcher,
        _LAUNCHER.format(
            repository = ctx.workspace_name,
            node = node.short_path,
            node_flags = " ".join(NODE_FLAGS),
            packer = ctx.file._packer.short_path,
            config = ctx.file.config.short_path,
            defs = _defs(ctx),
            flags = " ".join(flags),
            begin = begin.format(config = ctx.file.config.short_path),
            root = root,
        ),
        is_executable = True,
    )
    return [DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles(files = [node, ctx.file._packer, ctx.file.config] + files, symlinks = symlinks),
    )]

# How the generated file is to load the rules: from this repository, or as a guest from another.
def _defs(ctx):
    is_home = repository_of(Label("//bazel:defs.bzl")) == repository_of(ctx.label)
    return "//bazel:defs.bzl" if is_home else "@onepack//bazel:defs.bzl"

def _onepack_update_impl(ctx):
    return _launcher(ctx, _UPDATE_ROOT, [], [])

def _onepack_up_to_date_test_impl(ctx):
    # The generator takes a folder with a BUILD file for a package, and the runfiles have none but this one.
    build_files = {(name + "/" if name else "") + "BUILD.bazel": ctx.file.build_file for name in ctx.attr.others}
    flags = ["--check", "--sources=\"$sources\""]
    return _launcher(ctx, ".", flags, [ctx.file.build_file] + ctx.files.extends, build_files, _FIND_SOURCES)

onepack_update = rule(
    doc = "Rewrites the generated BUILD file in the source tree: `bazel run //build/pkgs:update`.",
    implementation = _onepack_update_impl,
    attrs = dict(_ATTRS, **PACKER_ATTRS),
    executable = True,
    toolchains = [NODE_TOOLCHAIN],
)

_onepack_up_to_date_test = rule(
    doc = "Fails with a diff and the command to run where the generated BUILD file is not what the config says.",
    implementation = _onepack_up_to_date_test_impl,
    attrs = dict(dict(_ATTRS, **_TEST_ATTRS), **PACKER_ATTRS),
    test = True,
    toolchains = [NODE_TOOLCHAIN],
)

def onepack_up_to_date_test(name, tags = [], **kwargs):
    """Fails with a diff and the command to run where the generated BUILD file is not what the config says.

    It runs each time, and on this machine: a link in a tree is no input that Bazel would see a change of.

    Args:
        name: of the test
        tags: those of one's own
        **kwargs: attributes that every test has, and those of the generated file
    """
    _onepack_up_to_date_test(name = name, tags = tags + ["external", "local"], **kwargs)
