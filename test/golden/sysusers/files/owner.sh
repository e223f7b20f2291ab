#!/bin/sh
chown hello:hello /var/lib/hello
