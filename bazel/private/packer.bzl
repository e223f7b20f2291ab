"How every action calls the packer: the pinned Node, one bundled file, nothing from the machine."

load("//bazel:providers.bzl", "OnepackFlagInfo")
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
    "_workers": attr.label(default = "//bazel:workers", providers = [OnepackFlagInfo]),
}

def packer_args(ctx, command):
    """The command line of `run_packer`, begun: for the caller to go on with.

    It goes through a file, because a worker gets it anew for each action.

    Args:
        ctx: the rule's context
        command: what the packer is to do, for example `pack`

    Returns:
        an Args
    """
    args = ctx.actions.args()
    args.set_param_file_format("multiline")
    args.use_param_file("@%s", use_always = True)

    # Tells the packer whether this Bazel encodes a string twice.
    args.add("é")
    args.add(command)
    return args

def line_of(text):
    """A text of the user's as a line of that file: `argumentsOf` in src/bazel/parameter_file.ts takes it back.

    Args:
        text: string, with line breaks or without

    Returns:
        string without line breaks
    """
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")

def run_packer(ctx, arguments, inputs, outputs, mnemonic, progress_message, is_short = False, execution_requirements = {}):
    """Registers an action that runs `onepack ARGUMENTS…`.

    Args:
        ctx: the rule's context; the rule has PACKER_ATTRS and NODE_TOOLCHAIN
        arguments: what `packer_args` gave, with the rest of the command line
        inputs: depset of File
        outputs: list of File
        mnemonic: of the action
        progress_message: of the action
        is_short: whether Node takes longer to start than the action itself, so that a worker pays
        execution_requirements: dict, beside the one that takes the network away, unless they ask for it
    """
    front = ctx.actions.args()
    front.add_all(NODE_FLAGS)
    front.add(ctx.file._packer)

    requirements = {} if "requires-network" in execution_requirements else {"block-network": "1"}
    if is_short and ctx.attr._workers[OnepackFlagInfo].value:
        # https://bazel.build/remote/persistent, for all mnemonics the same ones.
        requirements["supports-workers"] = "1"
        requirements["worker-key-mnemonic"] = "Onepack"
    requirements.update(execution_requirements)
    ctx.actions.run(
        executable = ctx.toolchains[NODE_TOOLCHAIN].node_info.node,
        arguments = [front, arguments],
        inputs = depset([ctx.file._packer], transitive = [inputs]),
        # A worker ends when one of its tools changes, and not when an input does.
        tools = [ctx.attr._packer[DefaultInfo].files_to_run],
        outputs = outputs,
        mnemonic = mnemonic,
        progress_message = progress_message,
        env = {},
        execution_requirements = requirements,
    )
