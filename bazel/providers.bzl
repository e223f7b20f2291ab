"What the rules hand to each other."

OnepackFlagInfo = provider(
    doc = "The value of a flag.",
    fields = {
        "value": "string; of a switch bool",
    },
)

OnepackConfigInfo = provider(
    doc = "A config that the flags have patched.",
    fields = {
        "compression": "string: what the flag says; empty where nobody set it",
        "data": "depset of File: files that an overlay brings; every pack may need them",
        "engine": "string: the engine that the flag or the config names",
        "patched": "File: packages.patched.yaml",
        "plans": "dict of string to File: target name to its plan",
        "versions": "dict of string to File: target name to its version",
        "wrappers": "depset of File: the fpm wrapper of each plan",
    },
)

OnepackNodeInfo = provider(
    doc = "The Node that runs the packer: what the toolchain `//bazel:node_toolchain_type` has as `node_info`.",
    fields = {
        "node": "File: the binary",
    },
)

OnepackFpmInfo = provider(
    doc = "Where fpm and containers are on this machine: what the toolchain `//bazel:fpm_toolchain_type` has as `fpm_info`.",
    fields = {
        "container": "File: JSON, podman's and docker's `path`, and `image`, whose `version` is a digest",
        "tools": "File: JSON, tool name to its `path` and `version`",
    },
)

OnepackInfo = provider(
    doc = """One packed package: what a rule of yours needs to publish it, to sign it, or to put it into an image.

    What a flag can change is known when actions run, and so in files: the version, and the conventional name of the package,
    which is `fileName` in the manifest.
    """,
    fields = {
        "architecture": "string: the Go name, or `all`",
        "artifact": "File: the .deb or .rpm",
        "format": "string: `deb` or `rpm`",
        "manifest": "File: JSON with the conventional name, the size and the sha256",
        "name": "string: of the package",
        "version": "File: one line with the version, epoch and revision with it: `1:1.2.3-0`",
    },
)

OnepackSourceInfo = provider(
    doc = "One source, as a file for each architecture.",
    fields = {
        "files": "dict of string to File: Go architecture to the file",
    },
)

OnepackSegmentsInfo = provider(
    doc = "The files of one source for one architecture, compressed for every package that will have them.",
    fields = {
        "segments": "File: the folder that `onepack compress` writes",
    },
)

OnepackMissingInfo = provider(
    doc = "Which files of a source that no flag replaces are not there.",
    fields = {
        "missing": "dict of string to string: Go architecture to the path wanted",
    },
)
