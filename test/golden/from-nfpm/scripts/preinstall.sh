#!/bin/sh
set -e
echo "preinstall $1"
