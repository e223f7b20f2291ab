#!/bin/sh
set -e
echo "preremove $1"
