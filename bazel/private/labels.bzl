"Labels as strings, and what of them every Bazel knows."

def repository_of(label):
    """The repository that a label is of.

    Args:
        label: a Label

    Returns:
        a string, empty for the main repository
    """
    return label.repo_name if hasattr(label, "repo_name") else label.workspace_name  # Bazel 6 and earlier

def absolute(label):
    """A label of this repository, as another repository can name it.

    Args:
        label: a Label

    Returns:
        a string
    """
    text = str(label)
    return "@onepack" + text if text.startswith("//") else text  # Bazel 4 and 5, at home
