"A repository that knows where fpm, and what it calls, are on this machine."

load("//bazel/private:checkout.bzl", "checkout")

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
    tools = {}
    for tool, arguments in _TOOLS.items():
        path = _installed(ctx, "bin", tool) or ctx.which(tool)
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
    lock = _installed(ctx, "image.json")
    if lock:
        found["image"] = {"path": str(lock), "version": json.decode(ctx.read(lock))["image"]}
    return found

# What hack/ has installed below .tools; None where it has not.
def _installed(ctx, *names):
    path = checkout(ctx)
    if not path:
        return None
    for name in (".tools",) + names:
        path = path.get_child(name)
    if hasattr(ctx, "watch"):  # Bazel 7.1 and later
        ctx.watch(path)
    return path if path.exists else None

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
