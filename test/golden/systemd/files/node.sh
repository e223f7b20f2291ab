#!/bin/sh
set -e
test "$1" != 1 || echo "hello, 100%"
exit 0
