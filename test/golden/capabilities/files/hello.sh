#!/bin/sh
echo "listens on port 80"
