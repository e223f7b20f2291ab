"The transition to an architecture, which a source is built for."

ARCH = str(Label("//bazel:arch"))
WANTED_ARCH = str(Label("//bazel:wanted_arch"))
PLATFORMS = "//command_line_option:platforms"

# What a rule with a transition of its own must have: https://bazel.build/extending/config#user-defined-transitions
TRANSITION_ATTRS = {
    "_allowlist_function_transition": attr.label(
        default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
    ),
}

def for_architecture(settings, arch, wanted_arch, platform):
    """What a transition to an architecture returns.

    Args:
        settings: those that the transition is given
        arch: its Go name
        wanted_arch: the same, or empty where somebody only looks
        platform: the Label of its platform, or None: the platform then stays

    Returns:
        a dict
    """
    return {
        ARCH: arch,
        PLATFORMS: [str(platform)] if platform else settings[PLATFORMS],
        WANTED_ARCH: wanted_arch,
    }
