#!/bin/sh
exec "$(dirname "$0")/../../../todo" ai context "$@"
