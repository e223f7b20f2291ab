"How every action calls the packer: the pinned Node, one bundled file, nothing from the machine."

load("//bazel:toolchain.bzl", "NODE_TOOLCHAIN")

# Node resolves symlinks and would so look out of the sandbox.
NODE_FLAGS = ["--preserve-symlinks", "--preserve-symlinks-main"]

PACKER_ATTRS = {
    "_packer": attr.label(
        doc = "The packer, one JavaScript file.",
        default = "//bazel/packer",
        allow_single_file = True,
        cfg = "exec",
    ),
}

def run_packer(ctx, command, arguments, inputs, outputs, mnemonic, progress_message, execution_requirements = {}):
    """Registers an action that runs `onepack COMMAND ARGUMENTS…`.

    Args:
        ctx: the rule's context; the rule has PACKER_ATTRS and NODE_TOOLCHAIN
        command: what the packer is to do, for example `pack`
        arguments: an Args of the rest of the command line
        inputs: depset of File
        outputs: list of File
        mnemonic: of the action
        progress_message: of the action
        execution_requirements: dict, beside the one that takes the network away, unless they ask for it
    """
    front = ctx.actions.args()
    front.add_all(NODE_FLAGS)
    front.add(ctx.file._packer)
    front.add(command)

    requirements = {} if "requires-network" in execution_requirements else {"block-network": "1"}
    requirements.update(execution_requirements)
    ctx.actions.run(
        executable = ctx.toolchains[NODE_TOOLCHAIN].node,
        arguments = [front, arguments],
        inputs = depset([ctx.file._packer], transitive = [inputs]),
        outputs = outputs,
        mnemonic = mnemonic,
        progress_message = progress_message,
        env = {},
        execution_requirements = requirements,
    )
