#!/usr/bin/env bash
# What action.yml runs, with its inputs in PATHS (one a line), OPTIONS (separated by spaces) and SARIF (a file, or nothing).
set -euo pipefail
audit="$(dirname "${BASH_SOURCE[0]}")/audit.sh"
read -r -a options <<<"${OPTIONS//$'\n'/ }"
paths=()
while IFS= read -r path; do
    path=${path%$'\r'}
    [ -z "$path" ] || paths+=("$path")
done <<<"$PATHS"
if [ -n "${SARIF:-}" ]; then
    bash "$audit" --quiet --format sarif --out "$SARIF" --force ${options[@]+"${options[@]}"} --fail-on never -- ${paths[@]+"${paths[@]}"}
fi
exec bash "$audit" ${options[@]+"${options[@]}"} -- ${paths[@]+"${paths[@]}"}
