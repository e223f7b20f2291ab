"A repository that knows where fpm, and what it calls, are on this machine."

load("//bazel/private:workspace.bzl", "workspace_root")

# Tool to the arguments that make it say its version.
_TOOLS = {
    "ar": ["--version"],
    "fpm": ["--version"],
    "gzip": ["--version"],
    "rpm": ["--version"],
    "rpmbuild": ["--version"],
    "ruby": ["--version"],
    "tar": ["--version"],
    "xz": ["--version"],
    "zstd": ["--version"],
}

_RUNTIMES = ["docker", "podman"]

def _fpm_repository_impl(ctx):
    own = workspace_root(ctx).get_child(".tools").get_child("bin")
    tools = {}
    for tool, arguments in _TOOLS.items():
        path = own.get_child(tool)
        if hasattr(ctx, "watch"):  # Bazel 7.1 and later
            ctx.watch(path)
        if not path.exists:
            path = ctx.which(tool)
        if not path:
            continue
        result = ctx.execute([path] + arguments, environment = {"LC_ALL": "C"})
        if result.return_code == 0:
            version = result.stdout.strip().split("\n")[0]
            tools[tool] = {"path": str(path), "version": version}
    ctx.file("tools.json", json.encode(tools) + "\n")
    ctx.file("container.json", json.encode(_container(ctx)) + "\n")
    ctx.file("BUILD.bazel", "exports_files([\"container.json\", \"tools.json\"])\n")

def _container(ctx):
    found = {name: {"path": str(ctx.which(name))} for name in _RUNTIMES if ctx.which(name)}
    lock = workspace_root(ctx).get_child(".tools").get_child("image.json")
    if hasattr(ctx, "watch"):  # Bazel 7.1 and later
        ctx.watch(lock)
    if lock.exists:
        found["image"] = {"path": str(lock), "version": json.decode(ctx.read(lock))["image"]}
    return found

fpm_repository = repository_rule(
    doc = """Writes tools.json: tool to `path` and `version`; a tool that is not here is not in it. And container.json, the same for
    the engine fpm-container: podman, docker, and the image.

    It looks again when ONEPACK_TOOLS changes, which hack/bazel-setup writes, and on `bazel sync --configure`.
    """,
    implementation = _fpm_repository_impl,
    configure = True,
    environ = ["ONEPACK_TOOLS", "PATH"],
    local = True,
)
