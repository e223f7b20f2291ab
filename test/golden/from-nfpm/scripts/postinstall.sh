#!/bin/sh
set -e
echo "postinstall $1"
