"A rule that stands in for a compiler: what it builds says for which machine it is, and it needs no toolchain."

# The parts of an ELF header around the machine.
_SCRIPT = r"""
(
  printf '\177ELF\002\001\001\000'
  head -c 8 /dev/zero
  printf "\002\000$1\000\001\000\000\000"
  head -c 28 /dev/zero
  printf '\100\000\070\000\000\000\100\000\000\000\000\000'
) > "$2"
"""

def _program_impl(ctx):
    aarch64 = ctx.attr._aarch64[platform_common.ConstraintValueInfo]
    out = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.run_shell(
        outputs = [out],
        command = _SCRIPT,
        arguments = [r"\267" if ctx.target_platform_has_constraint(aarch64) else r"\076", out.path],
        mnemonic = "WriteProgram",
    )
    return [DefaultInfo(files = depset([out]), executable = out)]

program = rule(
    doc = "An ELF header for the platform that it is built for.",
    implementation = _program_impl,
    attrs = {
        "_aarch64": attr.label(default = "@platforms//cpu:aarch64"),
    },
    executable = True,
)
