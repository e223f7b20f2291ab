"What the rules hand to each other."

OnepackFlagInfo = provider(
    doc = "The value of a flag; empty where nobody set it.",
    fields = {
        "value": "string",
    },
)

OnepackConfigInfo = provider(
    doc = "A config that the flags have patched.",
    fields = {
        "data": "depset of File: files that an overlay brings; every pack may need them",
        "engine": "string: the engine that the flag or the config names",
        "patched": "File: packages.patched.yaml",
        "plans": "dict of string to File: target name to its plan",
        "wrappers": "depset of File: the fpm wrapper of each plan",
    },
)

OnepackPackageInfo = provider(
    doc = "One packed package.",
    fields = {
        "artifact": "File: the .deb or .rpm",
        "manifest": "File: JSON with the conventional name, the size and the sha256",
    },
)

OnepackSourceInfo = provider(
    doc = "One source, as a file for each architecture.",
    fields = {
        "files": "dict of string to File: Go architecture to the file",
    },
)

OnepackMissingInfo = provider(
    doc = "Which files of a source that no flag replaces are not there.",
    fields = {
        "missing": "dict of string to string: Go architecture to the path wanted",
    },
)
