"What a BUILD file loads: the generated one, and those that bring sources of their own."

load("//bazel/private:config.bzl", _onepack_config = "onepack_config")
load("//bazel/private:dist.bzl", _onepack_dist = "onepack_dist")
load("//bazel/private:flag.bzl", _onepack_flag = "onepack_flag")
load("//bazel/private:generate.bzl", _onepack_up_to_date_test = "onepack_up_to_date_test", _onepack_update = "onepack_update")
load("//bazel/private:left_out.bzl", _onepack_left_out = "onepack_left_out")
load("//bazel/private:package.bzl", _onepack_deb = "onepack_deb", _onepack_rpm = "onepack_rpm")
load("//bazel/private:source.bzl", _onepack_source = "onepack_source")
load("//bazel/private:source_flag.bzl", _onepack_source_flag = "onepack_source_flag")
load("//bazel/private:wrappers.bzl", _onepack_wrappers = "onepack_wrappers")

onepack_config = _onepack_config
onepack_deb = _onepack_deb
onepack_dist = _onepack_dist
onepack_flag = _onepack_flag
onepack_left_out = _onepack_left_out
onepack_rpm = _onepack_rpm
onepack_source = _onepack_source
onepack_source_flag = _onepack_source_flag
onepack_up_to_date_test = _onepack_up_to_date_test
onepack_update = _onepack_update
onepack_wrappers = _onepack_wrappers
