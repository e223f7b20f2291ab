#!/bin/sh
# of-its-own_1.2.3-0_amd64.deb: package of-its-own, architecture amd64, as deb.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=of-its-own --arch=amd64 --format=deb --keep-work=WORK
#   sh WORK/of-its-own_amd64_deb/wrapper.sh
# This script takes the folder to work in as its argument, and without one it is the folder that the script lies in. There,
# it reads root/ (the tree as it is to be installed), scripts/ and changelog, and writes package.deb.
#
# shellcheck disable=SC1003,SC2016 # in single quotes, what looks like an escape or a variable is text
set -eu
umask 022

work=$(CDPATH='' cd -- "${1:-$(dirname -- "$0")}" && pwd)
cd -- "$work"
rm -rf home scratch package.deb
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

# What fpm writes unasked, or has no flag for: lines of the control file that it shows to an editor.
cat >scratch/edit.sed <<'EDITS'
/^Homepage: /d
/^Section: /d
EDITS
cat >scratch/edit.sh <<'EDIT'
sed -i -f scratch/edit.sed "$1"
# fpm takes a lone changelog for upstream's; and four bytes of it are a time, which gzip -n leaves out.
cd scratch/package-dir-staging-*/usr/share/doc/'of-its-own'
test -e changelog.Debian.gz || mv changelog.gz changelog.Debian.gz
printf '\0\0\0\0' | dd of=changelog.Debian.gz bs=1 seek=4 conv=notrunc status=none
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
  SOURCE_DATE_EPOCH=1553083200 \
  FPM_EDITOR="sh -eu $work/scratch/edit.sh" \
  fpm \
  --log 'info' \
  --force \
  --edit \
  --input-type 'dir' \
  --output-type 'deb' \
  --chdir "$work/root" \
  --workdir "$work/scratch" \
  --package 'package.deb' \
  --name 'of-its-own' \
  --version '1.2.3' \
  --iteration '0' \
  --architecture 'amd64' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --description 'Has a changelog of its own
Has a changelog of its own' \
  --deb-user 'root' \
  --deb-group 'root' \
  --deb-no-default-config-files \
  --deb-changelog "$work/changelog" \
  --deb-compression 'gz' \
  --deb-compression-level '6'
