"Where the checkout is, for repository rules."

def workspace_root(ctx):
    """The folder of the main repository.

    Args:
        ctx: of a repository rule

    Returns:
        a path
    """
    root = getattr(ctx, "workspace_root", None)  # Bazel 6 and later
    return root if root else ctx.path(Label("@//:WORKSPACE")).dirname
