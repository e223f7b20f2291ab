"A repository that reads from package-lock.json which npm packages the bundle of the packer needs."

_BUNDLER = ["esbuild", "@esbuild/linux-x64", "@esbuild/linux-arm64", "node-liblzma"]

def _npm_repository_impl(ctx):
    lock = json.decode(ctx.read(Label("//:package-lock.json")))
    packages = []
    for path, package in lock["packages"].items():
        name = path[len("node_modules/"):]
        if path and (name in _BUNDLER or not package.get("dev") and not package.get("optional")):
            packages.append(path)
    ctx.file("packages.bzl", "\"From package-lock.json.\"\n\nNPM_PACKAGES = %s\n" % json.encode(sorted(packages)))
    ctx.file("BUILD.bazel", "")

npm_repository = repository_rule(
    doc = "Offers `packages.bzl` with NPM_PACKAGES: the folders, from the top, of what the packer and its bundler need.",
    implementation = _npm_repository_impl,
)
