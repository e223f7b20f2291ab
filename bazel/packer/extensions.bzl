"What the checkout's own MODULE.bazel needs beside what every user of the rules needs."

load("//bazel/packer:npm_repository.bzl", "npm_repository")

def _onepack_sources_impl(_ctx):
    npm_repository(name = "onepack_npm")

onepack_sources = module_extension(
    doc = "The list of npm packages that the packer is bundled from.",
    implementation = _onepack_sources_impl,
)
