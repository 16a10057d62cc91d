#!/usr/bin/env bash
# `ascribe audit` with the command of the version that this file is of. It is built at the first use, which takes minutes and needs
# cargo, and kept beside. For pre-commit (.pre-commit-hooks.yaml) and the GitHub Action (action.yml).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
ascribe="$here/target/release/ascribe"
if [ ! -x "$ascribe" ] && [ ! -x "$ascribe.exe" ]; then
    command -v cargo >/dev/null || { echo "ascribe is built with cargo, which is missing: https://rustup.rs" >&2; exit 3; }
    # In its own folder, so that no settings of the articles' repository count.
    (cd "$here" && cargo build --quiet --release --locked --target-dir target -p ascribe-cli) >&2
fi
exec "$ascribe" audit "$@"
