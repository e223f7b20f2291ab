#!/bin/sh
# hello-1.2.3-0.aarch64.rpm: package hello, architecture arm64 (aarch64), as rpm.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=hello --arch=arm64 --format=rpm --keep-work=WORK
#   sh WORK/hello_arm64_rpm/wrapper.sh
# This script takes the folder to work in as its argument, and without one it is the folder that the script lies in. There,
# it reads root/ (the tree as it is to be installed), scripts/ and changelog, and writes package.rpm.
#
# shellcheck disable=SC1003,SC2016 # in single quotes, what looks like an escape or a variable is text
set -eu
umask 022

work=$(CDPATH='' cd -- "${1:-$(dirname -- "$0")}" && pwd)
cd -- "$work"
rm -rf home scratch package.rpm
mkdir home scratch

# fpm uses its own paths as patterns, and rpmbuild splits them at blanks: give them a plain one.
case $work in
  *[!A-Za-z0-9/._,@~-]*)
    plain=$(mktemp -d /tmp/onepack.XXXXXX)
    trap 'rm -rf "$plain"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    ln -s "$work" "$plain/work"
    work=$plain/work
    ;;
esac

# What fpm writes unasked, or has no flag for: lines of the spec file that it shows to an editor.
cat >scratch/edit.sed <<'EDITS'
1,/^%description$/{/^Prefix: /d;}
1,/^%description$/{/^URL: /d;}
1,/^%description$/{/^Group: /d;}
/^%dir \/usr\/share\/man\/[^\/]*$/d
/^%dir \/usr\/share\/man\/[^\/]*\/man[0-9n][a-z]*$/d
/^%files$/,/^%changelog$/s#^%attr([^)]*) \/etc\/hello\.conf$#%config &#
EDITS
cat >scratch/edit.sh <<'EDIT'
sed -i -f scratch/edit.sed "$1"
build=${1%/SPECS/*}/BUILD
cd root
find . -type d -exec chmod --reference={} "$build/{}" \;
EDIT

# Paths of the tree stand in the package as they stand in root/. The name of the output is fixed, since fpm would read
# capitals in it as tokens.
env -i \
  PATH="$PATH" \
  HOME="$work/home" \
  TMPDIR="$work/scratch" \
  TZ=UTC \
  LC_ALL=C \
  RUBYOPT=-EUTF-8:UTF-8 \
  XZ_DEFAULTS=--threads=2 \
  SOURCE_DATE_EPOCH=315532800 \
  FPM_EDITOR="sh -eu $work/scratch/edit.sh" \
  fpm \
  --log 'info' \
  --force \
  --edit \
  --input-type 'dir' \
  --output-type 'rpm' \
  --chdir "$work/root" \
  --workdir "$work/scratch" \
  --package 'package.rpm' \
  --name 'hello' \
  --version '1.2.3' \
  --iteration '0' \
  --architecture 'aarch64' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --rpm-summary 'Is built by Bazel' \
  --description 'Is built by Bazel' \
  --rpm-attr '0644,root,root:/etc/hello.conf' \
  --rpm-attr '0755,root,root:/usr/bin/hello' \
  --rpm-attr '-,root,root:/usr/bin/hi' \
  --rpm-attr '0755,root,root:/usr/bin/other' \
  --rpm-attr '0755,root,root:/usr/bin/tool' \
  --rpm-attr '0644,root,root:/usr/share/doc/hello/index.html' \
  --directories '/usr/share/man/man1' \
  --rpm-user 'root' \
  --rpm-group 'root' \
  --rpm-digest 'sha256' \
  --rpm-changelog "$work/changelog" \
  --rpm-rpmbuild-define '_buildhost onepack' \
  --rpm-rpmbuild-define 'use_source_date_epoch_as_buildtime 1' \
  --rpm-rpmbuild-define 'clamp_mtime_to_source_date_epoch 1' \
  --rpm-rpmbuild-define '_build_id_links none' \
  --rpm-compression 'gzip' \
  --rpm-compression-level '6'
