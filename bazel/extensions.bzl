"What a MODULE.bazel uses: the same repositories as `repositories.bzl`."

load("//bazel:repositories.bzl", "onepack_repositories")

def _onepack_impl(_ctx):
    onepack_repositories()

onepack = module_extension(
    doc = "Node, fpm and the list of npm packages.",
    implementation = _onepack_impl,
)
