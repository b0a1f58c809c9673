#!/bin/sh
# Installs what `make test` needs on Debian: the PostgreSQL server, chromium, LibreOffice,
# openssl, pdftotext and pdfsig. Where it may not, it says what it would run.
set -eu
need=""
[ -n "$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || command -v initdb >/dev/null 2>&1 || need="$need postgresql"
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || need="$need chromium"
command -v pdftotext >/dev/null 2>&1 || need="$need poppler-utils"
command -v openssl >/dev/null 2>&1 || need="$need openssl"
command -v soffice >/dev/null 2>&1 || need="$need libreoffice-writer-nogui"
[ -n "$need" ] || exit 0
run="apt-get install -y --no-install-recommends$need"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The tests need:$need. Please install them in the way of this system." >&2
  exit 1
fi
if [ "$(id -u)" = 0 ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive $run
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  sudo apt-get update -q
  sudo DEBIAN_FRONTEND=noninteractive $run
else
  echo "The tests need:$need. Please run: sudo apt-get update && sudo $run" >&2
  exit 1
fi
