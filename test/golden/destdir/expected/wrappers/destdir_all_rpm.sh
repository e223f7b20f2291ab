#!/bin/sh
# destdir-1.2.3-0.noarch.rpm: package destdir, architecture all (noarch), as rpm.
# onepack wrote this from packages.yaml; it packs a staged tree with fpm (https://fpm.readthedocs.io).
#
# By hand:
#   npx onepack --config=packages.yaml --package=destdir --arch=all --format=rpm --keep-work=WORK
#   sh WORK/destdir_all_rpm/wrapper.sh
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
/^%dir \/$/d
/^%dir \/afs$/d
/^%dir \/bin$/d
/^%dir \/boot$/d
/^%dir \/dev$/d
/^%dir \/etc$/d
/^%dir \/home$/d
/^%dir \/lib$/d
/^%dir \/lib64$/d
/^%dir \/media$/d
/^%dir \/mnt$/d
/^%dir \/opt$/d
/^%dir \/proc$/d
/^%dir \/root$/d
/^%dir \/run$/d
/^%dir \/sbin$/d
/^%dir \/srv$/d
/^%dir \/sys$/d
/^%dir \/tmp$/d
/^%dir \/usr$/d
/^%dir \/var$/d
/^%dir \/etc\/X11$/d
/^%dir \/etc\/bash_completion\.d$/d
/^%dir \/etc\/default$/d
/^%dir \/etc\/opt$/d
/^%dir \/etc\/pki$/d
/^%dir \/etc\/pm$/d
/^%dir \/etc\/profile\.d$/d
/^%dir \/etc\/rwtab\.d$/d
/^%dir \/etc\/skel$/d
/^%dir \/etc\/statetab\.d$/d
/^%dir \/etc\/sysconfig$/d
/^%dir \/etc\/update-motd\.d$/d
/^%dir \/etc\/xdg$/d
/^%dir \/etc\/X11\/applnk$/d
/^%dir \/etc\/X11\/fontpath\.d$/d
/^%dir \/etc\/X11\/xinit$/d
/^%dir \/etc\/X11\/xinit\/xinitrc\.d$/d
/^%dir \/etc\/X11\/xinit\/xinput\.d$/d
/^%dir \/etc\/pm\/config\.d$/d
/^%dir \/etc\/pm\/power\.d$/d
/^%dir \/etc\/pm\/sleep\.d$/d
/^%dir \/etc\/xdg\/autostart$/d
/^%dir \/run\/lock$/d
/^%dir \/usr\/bin$/d
/^%dir \/usr\/games$/d
/^%dir \/usr\/include$/d
/^%dir \/usr\/lib$/d
/^%dir \/usr\/lib32$/d
/^%dir \/usr\/lib64$/d
/^%dir \/usr\/libexec$/d
/^%dir \/usr\/libx32$/d
/^%dir \/usr\/local$/d
/^%dir \/usr\/sbin$/d
/^%dir \/usr\/share$/d
/^%dir \/usr\/src$/d
/^%dir \/usr\/tmp$/d
/^%dir \/usr\/lib\/X11$/d
/^%dir \/usr\/lib\/bpf$/d
/^%dir \/usr\/lib\/debug$/d
/^%dir \/usr\/lib\/debug\/usr$/d
/^%dir \/usr\/lib\/games$/d
/^%dir \/usr\/lib\/locale$/d
/^%dir \/usr\/lib\/modules$/d
/^%dir \/usr\/lib\/pm-utils$/d
/^%dir \/usr\/lib\/sysimage$/d
/^%dir \/usr\/lib64\/X11$/d
/^%dir \/usr\/lib64\/bpf$/d
/^%dir \/usr\/lib64\/games$/d
/^%dir \/usr\/lib64\/pm-utils$/d
/^%dir \/usr\/lib64\/pm-utils\/module\.d$/d
/^%dir \/usr\/lib64\/pm-utils\/power\.d$/d
/^%dir \/usr\/lib64\/pm-utils\/sleep\.d$/d
/^%dir \/usr\/local\/bin$/d
/^%dir \/usr\/local\/etc$/d
/^%dir \/usr\/local\/games$/d
/^%dir \/usr\/local\/include$/d
/^%dir \/usr\/local\/lib$/d
/^%dir \/usr\/local\/lib64$/d
/^%dir \/usr\/local\/lib64\/bpf$/d
/^%dir \/usr\/local\/libexec$/d
/^%dir \/usr\/local\/sbin$/d
/^%dir \/usr\/local\/share$/d
/^%dir \/usr\/local\/src$/d
/^%dir \/usr\/local\/share\/applications$/d
/^%dir \/usr\/local\/share\/info$/d
/^%dir \/usr\/local\/share\/man$/d
/^%dir \/usr\/share\/X11$/d
/^%dir \/usr\/share\/aclocal$/d
/^%dir \/usr\/share\/appdata$/d
/^%dir \/usr\/share\/applications$/d
/^%dir \/usr\/share\/augeas$/d
/^%dir \/usr\/share\/augeas\/lenses$/d
/^%dir \/usr\/share\/backgrounds$/d
/^%dir \/usr\/share\/bash-completion$/d
/^%dir \/usr\/share\/bash-completion\/completions$/d
/^%dir \/usr\/share\/bash-completion\/helpers$/d
/^%dir \/usr\/share\/common-licenses$/d
/^%dir \/usr\/share\/desktop-directories$/d
/^%dir \/usr\/share\/dict$/d
/^%dir \/usr\/share\/doc$/d
/^%dir \/usr\/share\/empty$/d
/^%dir \/usr\/share\/games$/d
/^%dir \/usr\/share\/gnome$/d
/^%dir \/usr\/share\/help$/d
/^%dir \/usr\/share\/icons$/d
/^%dir \/usr\/share\/idl$/d
/^%dir \/usr\/share\/info$/d
/^%dir \/usr\/share\/licenses$/d
/^%dir \/usr\/share\/locale$/d
/^%dir \/usr\/share\/man$/d
/^%dir \/usr\/share\/metainfo$/d
/^%dir \/usr\/share\/mime-info$/d
/^%dir \/usr\/share\/misc$/d
/^%dir \/usr\/share\/omf$/d
/^%dir \/usr\/share\/pixmaps$/d
/^%dir \/usr\/share\/sounds$/d
/^%dir \/usr\/share\/themes$/d
/^%dir \/usr\/share\/wayland-sessions$/d
/^%dir \/usr\/share\/xsessions$/d
/^%dir \/usr\/src\/debug$/d
/^%dir \/usr\/src\/kernels$/d
/^%dir \/var\/adm$/d
/^%dir \/var\/backups$/d
/^%dir \/var\/cache$/d
/^%dir \/var\/db$/d
/^%dir \/var\/empty$/d
/^%dir \/var\/ftp$/d
/^%dir \/var\/games$/d
/^%dir \/var\/lib$/d
/^%dir \/var\/local$/d
/^%dir \/var\/lock$/d
/^%dir \/var\/log$/d
/^%dir \/var\/mail$/d
/^%dir \/var\/nis$/d
/^%dir \/var\/opt$/d
/^%dir \/var\/preserve$/d
/^%dir \/var\/run$/d
/^%dir \/var\/spool$/d
/^%dir \/var\/tmp$/d
/^%dir \/var\/yp$/d
/^%dir \/var\/cache\/bpf$/d
/^%dir \/var\/lib\/games$/d
/^%dir \/var\/lib\/misc$/d
/^%dir \/var\/lib\/rpm-state$/d
/^%dir \/var\/spool\/lpd$/d
/^%dir \/var\/spool\/mail$/d
/^%dir \/usr\/share\/man\/[^\/]*$/d
/^%dir \/usr\/share\/man\/[^\/]*\/man[0-9n][a-z]*$/d
/^%dir \/usr\/local\/share\/man\/man[0-9n][a-z]*$/d
/^%dir \/usr\/share\/locale\/[^\/]*$/d
/^%dir \/usr\/share\/locale\/[^\/]*\/LC_MESSAGES$/d
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
  --name 'destdir' \
  --version '1.2.3' \
  --iteration '0' \
  --architecture 'noarch' \
  --maintainer 'Jo Doe <jo@example.com>' \
  --vendor '' \
  --license 'MIT' \
  --rpm-summary 'Is installed as it lies there' \
  --description 'Is installed as it lies there' \
  --directories '/' \
  --directories '/' \
  --directories '/opt/destdir' \
  --directories '/usr/share/doc/destdir' \
  --rpm-attr '0755,root,root:/usr/share/doc/destdir' \
  --rpm-attr '0644,root,root:/usr/share/doc/destdir/more.txt' \
  --directories '/usr/share/hello' \
  --rpm-attr '0750,root,root:/usr/share/hello' \
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
