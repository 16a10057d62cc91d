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
    code=0
    bash "$audit" --format sarif --out "$SARIF" --force ${options[@]+"${options[@]}"} -- ${paths[@]+"${paths[@]}"} || code=$?
    # 1 are findings, which the next run prints.
    [ "$code" -le 1 ] || exit "$code"
fi
exec bash "$audit" ${options[@]+"${options[@]}"} -- ${paths[@]+"${paths[@]}"}
