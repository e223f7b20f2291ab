"Labels for the BUILD files that repository rules write."

def absolute(label):
    """A label of this repository, as another repository can name it.

    Args:
        label: a Label

    Returns:
        a string
    """
    text = str(label)
    return "@onepack" + text if text.startswith("//") else text  # Bazel 4 and 5, at home
