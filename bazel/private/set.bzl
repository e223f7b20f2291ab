"Every target of a set, from the facts of its config: what the generated BUILD file calls."

load("//bazel/private:config.bzl", "onepack_config")
load("//bazel/private:dist.bzl", "onepack_dist")
load("//bazel/private:flag.bzl", "UNSET", "onepack_flag")
load("//bazel/private:generate.bzl", "onepack_up_to_date_test", "onepack_update")
load("//bazel/private:left_out.bzl", "onepack_left_out")
load("//bazel/private:package.bzl", "onepack_deb", "onepack_rpm")
load("//bazel/private:source_flag.bzl", "onepack_source_flag")
load("//bazel/private:wrappers.bzl", "onepack_wrappers")

_FORMATS = {
    "deb": onepack_deb,
    "rpm": onepack_rpm,
}

_SOURCE_KEYS = ["architectures", "extract", "file", "files", "flag", "name", "target"]
_PACKAGE_KEYS = ["architectures", "compression", "formats", "name", "sources", "srcs", "trees"]

_UNKNOWN = """//{package}: this onepack knows no {what} "{key}"; the BUILD file is of another version.
Write it anew: npx onepack generate --config={config}"""

# Built for no architecture in particular.
_ALL = "all"

def onepack_set(
        name,
        config,
        architectures,
        formats,
        packages,
        engine,
        flags,
        sources = [],
        changelogs = [],
        extends = [],
        links = {},
        others = [],
        platforms = {}):
    """Declares every target of a set.

    The generator writes the call, and nobody else. The names of the targets are those of docs/bazel.md, in every set the same.

    Args:
        name: `dist`, the directory with every package
        config: packages.yaml
        architectures: the Go names, and `all` where a package is for all
        formats: dict of format to the names that it has for architectures, where they are not the Go ones
        packages: list of dicts, each with the facts of those targets of a package that need the same: `name`; `architectures` and
            `formats`, where they are not those of the set; `srcs`, the package's own files; `trees`, its folders; `sources`, the
            names of those that it takes; `compression`, where it is not gzip
        engine: the one that the config names
        flags: the flags that are strings, by their names on the command line
        sources: list of dicts, each with the facts of a source: `name`; `flag`, its target; `file`, as the config writes it;
            `files`, `target`, `architectures`, `extract` as `onepack_source_flag` takes them
        changelogs: the changelogs of packages, whose newest entry may say the time of all
        extends: the files that packages.yaml extends
        links: dict of tree to its links, path to target
        others: the other Bazel packages that files are taken from
        platforms: dict of Go architecture to the label of its platform
    """
    _check(config, "format", formats, _FORMATS)
    for source in sources:
        _check(config, "fact of a source", source, _SOURCE_KEYS)
    for package in packages:
        _check(config, "fact of a package", package, _PACKAGE_KEYS)
    targets = [target for package in packages for target in _targets(package, architectures, formats)]
    flag_of = {source["name"]: source["flag"] for source in sources}

    # The flags, which patch the config.
    for flag in flags:
        onepack_flag(name = _setting(flag), build_setting_default = UNSET)
    native.label_flag(name = "overlay", build_setting_default = str(Label("//bazel:no_overlay")))
    for source in sources:
        onepack_source_flag(
            name = source["flag"],
            architectures = source.get("architectures", []),
            extract = source.get("extract", False),
            files = source.get("files", {}),
            platforms = platforms,
            target = source.get("target"),
        )

    # The config with the flags in it, and from that a plan for every package, which its target packs.
    onepack_config(
        name = "patched",
        src = config,
        default_engine = engine,
        extends = extends,
        changelogs = changelogs,
        flags = {":" + _setting(flag): flag for flag in flags},
        overlay = ":overlay",
        sources = {source["name"]: source["file"] for source in sources if "file" in source},
        targets = [target.name for target in targets],
    )
    for package in packages:
        _pack(package, [target for target in targets if target.facts == package], links, flag_of)

    # What to ask for many of them.
    for group, members in _groups(targets).items():
        native.filegroup(name = group, srcs = members)
    onepack_dist(name = name, packages = sorted([":" + target.name for target in targets]))
    onepack_wrappers(name = "wrappers", config = ":patched")
    onepack_left_out(
        name = "left_out",
        architectures = architectures,
        config = config,
        platform = platforms.get(architectures[0]),
        sources = _needs(packages, flag_of),
    )

    # The BUILD file itself.
    onepack_update(name = "update", config = config)
    onepack_up_to_date_test(
        name = "up_to_date_test",
        size = "small",
        build_file = "BUILD.bazel",
        config = config,
        extends = extends,
        others = others,
    )

# The target of a flag, by its name on the command line.
def _setting(flag):
    return flag.replace("-", "_")

def _check(config, what, given, known):
    for key in given:
        if key not in known:
            package = native.package_name()
            path = package + "/" + config if package else config
            fail(_UNKNOWN.format(config = path, key = key, package = package, what = what))

# Those of one block of facts: so many architectures times so many formats.
def _targets(package, architectures, formats):
    return [
        struct(
            name = "%s_%s_%s" % (package["name"], architecture, format),
            architecture = architecture,
            facts = package,
            format = format,
            out = "%s_%s.%s" % (package["name"], formats[format].get(architecture, architecture), format),
        )
        for architecture in package.get("architectures", [name for name in architectures if name != _ALL])
        for format in package.get("formats", formats.keys())
    ]

def _pack(package, targets, links, flag_of):
    trees = package.get("trees", [])
    own_links = {"%s/%s" % (tree, path): links[tree][path] for tree in trees for path in links.get(tree, {})}
    srcs = package.get("srcs", []) + _files_in(trees, own_links)
    for target in targets:
        _FORMATS[target.format](
            name = target.name,
            srcs = srcs,
            out = target.out,
            architecture = target.architecture,
            compression = package.get("compression", "gzip"),
            config = ":patched",
            links = own_links,
            package = package["name"],
            sources = {
                ":%s_%s" % (flag_of[source], target.architecture): source
                for source in package.get("sources", [])
            },
        )

# Without links: to Bazel each is what it leads to.
def _files_in(trees, links):
    patterns = [tree + "/**" for tree in trees]
    if not links:
        return native.glob(patterns) if patterns else []

    # Bazel 8 takes it for a mistake where nothing is left.
    return native.glob(
        patterns,
        allow_empty = True,
        exclude = [pattern for path in links for pattern in [path, path + "/**"]],
    )

# Name of a package, architecture or format to the labels of its targets.
def _groups(targets):
    groups = {}
    for target in targets:
        label = ":" + target.name
        groups.setdefault(target.facts["name"], []).append(label)
        groups.setdefault(target.format + "s", []).append(label)
        if target.architecture != _ALL:
            groups.setdefault(target.architecture, []).append(label)
    return {group: sorted(labels) for group, labels in groups.items()}

# Flag of a source to the packages that take it.
def _needs(packages, flag_of):
    needs = {}
    for package in packages:
        for source in package.get("sources", []):
            needs.setdefault(":" + flag_of[source], {})[package["name"]] = None
    return {flag: ",".join(names.keys()) for flag, names in needs.items()}
