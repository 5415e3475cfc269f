#!/usr/bin/env bash
# Copie la base et la chiffre pour une clé dont la partie secrète n'est pas sur cette machine.
# Usage : backup.sh CLÉ_PUBLIQUE DOSSIER [JOURS_GARDÉS]
set -euo pipefail
umask 077
key=$1 folder=$2 days=${3:-30}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
copy="$folder/sextant-$(date +%Y-%m-%d-%H%M%S)"
trap 'rm -f "$copy" "$copy.age.partiel"' EXIT
"$here/.venv/bin/python" -m sextant_web backup "$copy"
age --encrypt --recipients-file "$key" --output "$copy.age.partiel" "$copy"
mv "$copy.age.partiel" "$copy.age"
# Une donnée effacée du site quitte aussi les copies au bout de ce délai.
find "$folder" -name 'sextant-*.age' -mtime "+$days" -delete
