#!/usr/bin/env bash
# Déchiffre une copie et la remet dans la base vide que nomme DATABASE_URL.
# Usage : restore.sh CLÉ_SECRÈTE COPIE.age
set -euo pipefail
umask 077
here=$(cd "$(dirname "$0")/.." && pwd)
clear=$(mktemp)
trap 'rm -f "$clear"' EXIT
age --decrypt --identity "$1" --output "$clear" "$2"
"$here/.venv/bin/python" -m sextant_web restore "$clear"
