#!/bin/sh
# man-pages_1.2.3-0_all.deb: package man-pages, architecture all, as deb.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=man-pages --arch=all --format=deb --keep-work=WORK
#   sh WORK/man-pages_all_deb/wrapper.sh
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
  FPM_EDITOR="sed -i -f $work/scratch/edit.sed" \
  fpm \
  --log 'info' \
  --force \
  --edit \
  --input-type 'dir' \
  --output-type 'deb' \
  --chdir "$work/root" \
  --workdir "$work/scratch" \
  --package 'package.deb' \
  --name 'man-pages' \
  --version '1.2.3' \
  --iteration '0' \
  --architecture 'all' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --description 'Has manual pages of each kind
Has manual pages of each kind' \
  --deb-user 'root' \
  --deb-group 'root' \
  --deb-no-default-config-files \
  --deb-changelog "$work/changelog" \
  --deb-compression 'gz' \
  --deb-compression-level '6'
