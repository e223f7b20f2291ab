#!/bin/sh
set -e
echo "postremove $1"
