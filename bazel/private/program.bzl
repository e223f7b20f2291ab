"The packer as a program: `bazel run @onepack//bazel:onepack -- init pkgs`, for whom has no Node of their own."

load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")
load("//bazel/private:packer.bzl", "NODE_FLAGS", "PACKER_ATTRS")

# Paths on the command line start where `bazel run` was called.
_LAUNCHER = """#!/bin/sh
set -o errexit -o nounset
cd "$0.runfiles"
runfiles=$PWD
cd "${{BUILD_WORKING_DIRECTORY:?run this through: bazel run}}"
exec "$runfiles/{node}" {node_flags} "$runfiles/{packer}" "$@"
"""

def _onepack_program_impl(ctx):
    node = ctx.toolchains[NODE_TOOLCHAIN].node_info.node
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        launcher,
        _LAUNCHER.format(
            node = _in_runfiles(ctx, node),
            node_flags = " ".join(NODE_FLAGS),
            packer = _in_runfiles(ctx, ctx.file._packer),
        ),
        is_executable = True,
    )
    return [DefaultInfo(executable = launcher, runfiles = ctx.runfiles(files = [node, ctx.file._packer]))]

# `../onepack/x` is a file of another repository.
def _in_runfiles(ctx, file):
    return file.short_path[3:] if file.short_path.startswith("../") else ctx.workspace_name + "/" + file.short_path

onepack_program = rule(
    doc = "Runs onepack with the arguments behind `--`, in the folder where `bazel run` is called.",
    implementation = _onepack_program_impl,
    attrs = {"_packer": PACKER_ATTRS["_packer"]},
    executable = True,
    toolchains = [NODE_TOOLCHAIN],
)
