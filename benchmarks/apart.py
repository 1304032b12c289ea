"""A measurement in a process of its own, on a site of its own that nothing was loaded into yet."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def apart(module: str) -> str:
    """What ``python -m module`` prints. Raises RuntimeError with what it complains of."""
    with tempfile.TemporaryDirectory() as var:
        environment = {**os.environ, "COMMONWEAL_VAR": var, "COMMONWEAL_EXAMPLE": "1"}
        environment["DJANGO_SETTINGS_MODULE"] = "commonweal.web.config.settings"
        ran = subprocess.run(
            [sys.executable, "-m", module], cwd=ROOT, env=environment, capture_output=True, text=True
        )
    if ran.returncode:
        raise RuntimeError(ran.stderr[-2000:])
    return ran.stdout
