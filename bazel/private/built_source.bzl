"What a source takes from a target that Bazel builds."

BuiltSourceInfo = provider(
    doc = "A target that the config itself names.",
    fields = {
        "target": "Target: that one",
    },
)

def _built_source_impl(ctx):
    return [
        DefaultInfo(files = ctx.attr.target.files),
        BuiltSourceInfo(target = ctx.attr.target),
    ]

built_source = rule(
    doc = "Stands for a target that the config names, so that it can be told from one that a flag names.",
    implementation = _built_source_impl,
    attrs = {
        "target": attr.label(doc = "Any target.", allow_files = True, mandatory = True),
    },
)

def executable_of(target):
    """The program that a target is.

    Args:
        target: a Target

    Returns:
        a File, or None
    """
    return target.files_to_run.executable if target.files_to_run else None

def file_of(target):
    """The one file that a target is: all that it gives, or of several its program.

    Args:
        target: a Target

    Returns:
        a File, or None
    """
    files = target.files.to_list()
    if len(files) == 1:
        return files[0]
    program = executable_of(target)
    return program if program in files else None

def member_of(file, label):
    """Where a file of a target is in its archive: its path from the folder of the target's BUILD file, where it is below that.

    Args:
        file: a File
        label: the Label of the target

    Returns:
        a string
    """
    path = file.short_path
    if path.startswith("../"):
        path = path[3:].partition("/")[2]
    folder = label.package + "/" if label.package else ""
    return path[len(folder):] if path.startswith(folder) else path
