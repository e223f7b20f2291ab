#!/bin/sh
# man-pages-1.2.3-0.noarch.rpm: package man-pages, architecture all (noarch), as rpm.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=man-pages --arch=all --format=rpm --keep-work=WORK
#   sh WORK/man-pages_all_rpm/wrapper.sh
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
/^%files$/,/^%changelog$/s#^%attr([^)]*) \/usr\/share\/man\/man1\/hello\.1$#%doc &#
/^%files$/,/^%changelog$/s#^%attr([^)]*) \/usr\/share\/man\/man1\/ready\.1\.gz$#%doc &#
/^%files$/,/^%changelog$/s#^%attr([^)]*) \/usr\/share\/man\/man5\/plain\.5$#%doc &#
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
  --name 'man-pages' \
  --version '1.2.3' \
  --iteration '0' \
  --architecture 'noarch' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --rpm-summary 'Has manual pages of each kind' \
  --description 'Has manual pages of each kind' \
  --rpm-attr '0644,root,root:/usr/share/doc/man-pages/notes.gz' \
  --rpm-attr '-,root,root:/usr/share/man/de/man1/hi.1' \
  --rpm-attr '0644,root,root:/usr/share/man/man1/hello.1' \
  --rpm-attr '-,root,root:/usr/share/man/man1/hi.1' \
  --rpm-attr '0644,root,root:/usr/share/man/man1/hullo.1' \
  --rpm-attr '0644,root,root:/usr/share/man/man1/ready.1.gz' \
  --rpm-attr '0644,root,root:/usr/share/man/man5/plain.5' \
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
