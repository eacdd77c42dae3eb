#!/usr/bin/env bash
# Installs the Debian packages that the build and the private PostgreSQL need. Installs all or nothing.
set -euo pipefail

if ! command -v swift >/dev/null; then
  echo "Swift is missing. Install Swift 6.3 from https://www.swift.org/install and run this again." >&2
  exit 1
fi

packages=(libpq-dev libcurl4-openssl-dev libicu-dev libedit-dev pkg-config postgresql)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

# The private cluster is started by the program itself: no system-wide one is wanted.
command="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
echo "Missing packages: ${missing[*]}" >&2
if [ "$(id -u)" -eq 0 ]; then
  run=(bash -c "$command")
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  run=(sudo bash -c "$command")
else
  echo "Install them with: sudo bash -c '$command'" >&2
  exit 1
fi
DEBIAN_FRONTEND=noninteractive "${run[@]}" >&2
