#!/bin/sh
# `npm start`: from a fresh clone to the demo city at http://localhost:3000. Stops with Ctrl-C or SIGTERM.
set -eu
cd "$(dirname "$0")/.."
sh tools/install.sh
node_modules/.bin/node tools/web.ts
exec bin/banso serve --demo "$@"
