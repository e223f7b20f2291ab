"What a BUILD file loads: the generated one, and those that bring sources of their own."

load("//bazel/private:set.bzl", _onepack_set = "onepack_set")
load("//bazel/private:source.bzl", _onepack_source = "onepack_source")

onepack_set = _onepack_set
onepack_source = _onepack_source
