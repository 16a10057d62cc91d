"""The repository, and its library without Python."""

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]


def library(profile: str) -> Path:
    """A program over the library, without Python, compiled as the package is with this profile."""
    build = f"cargo build --locked --profile {profile} --example library --message-format json-render-diagnostics"
    # What maturin sets: nothing is linked to Python's library.
    environment = os.environ | {"PYO3_BUILD_EXTENSION_MODULE": "1"}
    done = subprocess.run(build.split(), cwd=HERE, env=environment, check=True, stdout=subprocess.PIPE)
    messages = map(json.loads, done.stdout.splitlines())
    [path] = [message["executable"] for message in messages if message.get("executable")]
    return Path(path)
