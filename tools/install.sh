#!/bin/sh
# Installs the packages of package-lock.json when other or none are installed. Run by start.sh and test.sh.
set -eu
cd "$(dirname "$0")/.."
node=node_modules/.bin/node
installed=node_modules/.banso-installed # a copy of the lock file that was installed
if ! cmp -s package-lock.json "$installed"; then
  echo 'Banso: 必要な部品を取り込んでいます（初回は1〜2分かかります）…'
  npm ci --include=dev --no-audit --no-fund --loglevel=error
  cp package-lock.json "$installed"
fi
if ! "$node" --version >/dev/null 2>&1; then
  echo 'Banso: Node.jsを用意できませんでした。「npm rebuild node」を実行してから、もう一度お試しください。' >&2
  exit 1
fi
