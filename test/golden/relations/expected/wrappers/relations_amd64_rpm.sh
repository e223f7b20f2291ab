#!/bin/sh
# relations-2.4.0~rc.1-0.x86_64.rpm: package relations, architecture amd64 (x86_64), as rpm.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=relations --arch=amd64 --format=rpm --keep-work=WORK
#   sh WORK/relations_amd64_rpm/wrapper.sh
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
  --output-type 'rpm' \
  --chdir "$work/root" \
  --workdir "$work/scratch" \
  --package 'package.rpm' \
  --name 'relations' \
  --version '2.4.0~rc.1' \
  --iteration '0' \
  --architecture 'x86_64' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --rpm-summary 'Relates to everything' \
  --description 'Relates to everything' \
  --depends 'plain' \
  --depends 'at-least >= 1.2' \
  --depends 'between >= 1.2' \
  --depends 'between < 2' \
  --depends 'any-revision = 1.2' \
  --depends 'exactly = 1.2-3' \
  --depends 'up-to <= 1.2' \
  --depends 'after > 1.2' \
  --depends 'with-epoch >= 2:1.0~rc.1' \
  --depends 'same-set = 2.4.0~rc.1' \
  --depends 'next-minor < 2.5' \
  --depends 'Other_Name >= 5' \
  --depends 'other-version >= 6' \
  --depends 'deb-differs >= 5' \
  --depends '(postfix or exim4 >= 4.9)' \
  --depends '((first >= 1 with first < 2) or second)' \
  --depends 'gated >= 2' \
  --depends 'since >= 2' \
  --depends 'gated-in-rpm >= 3' \
  --depends '(first-choice or second-choice)' \
  --depends 'pkgconfig(zlib)' \
  --depends '/usr/bin/env' \
  --depends '(relations-selinux >= 2.4.0~rc.1 if selinux-policy-targeted else policycoreutils)' \
  --depends '(tool >= 1.2~rc1 with tool < 2)' \
  --rpm-tag 'Requires(pre): shadow-utils' \
  --rpm-tag 'Requires(pre): /usr/sbin/useradd' \
  --rpm-tag 'Recommends: (rsyslog or syslog-ng)' \
  --rpm-tag 'Suggests: Docs >= 2' \
  --rpm-tag 'Enhances: host >= 3' \
  --rpm-tag 'Supplements: host' \
  --conflicts 'rival' \
  --conflicts '(rival-plugin unless rival-bridge)' \
  --conflicts 'old-rival < 3' \
  --conflicts 'plugin < 2.4' \
  --replaces 'relations-data < 2' \
  --replaces 'relations-classic < 2.4.0' \
  --provides 'relation-tool' \
  --provides 'relation-api = 2' \
  --rpm-tag 'Requires(post): systemd >= 239' \
  --rpm-tag 'Requires(preun): systemd' \
  --rpm-tag 'Requires(postun): systemd' \
  --rpm-tag 'Requires(pretrans): lua-interpreter' \
  --rpm-tag 'Requires(posttrans): /usr/bin/rm' \
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
