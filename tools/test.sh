#!/bin/sh
# `npm test`: from a fresh clone to one line, "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh
exec node_modules/.bin/node tools/test.ts
