"Where onepack's own checkout is, for repository rules."

load("//bazel/private:labels.bzl", "repository_of")

def checkout(ctx):
    """The folder of the checkout; in the workspace of anybody else there is none, and nothing there is looked at.

    Args:
        ctx: of a repository rule

    Returns:
        a path, or None
    """
    if repository_of(Label("//bazel:defs.bzl")):
        return None
    root = getattr(ctx, "workspace_root", None)  # Bazel 6 and later
    return root if root else ctx.path(Label("@//:WORKSPACE")).dirname
