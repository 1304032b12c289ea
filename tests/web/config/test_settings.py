"""The settings as a whole, read by a fresh Python for each environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SHOW = """
import json
from commonweal.web.config import settings as s
print(json.dumps({n: getattr(s, n, None) for n in (
    "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DEBUG",
    "COMMONWEAL_FOUR_EYES", "SITE_NAME", "SECURE_SSL_REDIRECT")} | {
    "storage": s.STORAGES["staticfiles"]["BACKEND"], "database": str(s.DATABASES["default"]["NAME"])}))
"""


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMMONWEAL_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**kept, "COMMONWEAL_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def shown(tmp_path: Path, **environment: str) -> dict[str, object]:
    answer = start(tmp_path, **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_nothing_set_stops_with_an_instruction(tmp_path: Path) -> None:
    answer = start(tmp_path)
    assert answer.returncode != 0
    assert "COMMONWEAL_SECRET_KEY is not set" in answer.stderr


def test_a_site_in_service(tmp_path: Path) -> None:
    found = shown(
        tmp_path, COMMONWEAL_SECRET_KEY="k" * 50, COMMONWEAL_SITE_ADDRESS="https://growth.example.gov.uk/"
    )
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["ALLOWED_HOSTS"] == ["growth.example.gov.uk"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://growth.example.gov.uk"]
    assert found["storage"] == "whitenoise.storage.CompressedManifestStaticFilesStorage"
    assert found["database"] == str(tmp_path / "commonweal.sqlite3")
    assert found["DEBUG"] is False
    assert found["COMMONWEAL_FOUR_EYES"] is True
    assert found["SITE_NAME"] == ""


def test_the_example_needs_nothing_more(tmp_path: Path) -> None:
    found = shown(tmp_path, COMMONWEAL_EXAMPLE="1")
    assert "127.0.0.1" in found["ALLOWED_HOSTS"]
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SITE_NAME"] == "West Midlands"


def test_behind_a_proxy_plain_http_is_turned_away(tmp_path: Path) -> None:
    found = shown(
        tmp_path,
        COMMONWEAL_SECRET_KEY="k" * 50,
        COMMONWEAL_SITE_ADDRESS="https://growth.example.gov.uk",
        COMMONWEAL_BEHIND_PROXY="1",
    )
    assert found["SECURE_SSL_REDIRECT"] is True


def test_django_finds_nothing_unsafe_in_a_site_in_service(tmp_path: Path) -> None:
    # A browser test in the same process allows Django's database in its event loop: not this site's.
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL_", "DJANGO_"))
    }
    answer = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "ERROR"],
        env={
            **kept,
            "DJANGO_SETTINGS_MODULE": "commonweal.web.config.settings",
            "COMMONWEAL_VAR": str(tmp_path),
            "COMMONWEAL_SECRET_KEY": "not-so-short-a-key-with-many-letters-0123456789-abcdefghij",
            "COMMONWEAL_SITE_ADDRESS": "https://growth.example.gov.uk",
            "COMMONWEAL_BEHIND_PROXY": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    told = {
        line.split(")")[0].split("(")[-1] for line in answer.stderr.splitlines() if line.startswith("?: (")
    }
    # Binding every subdomain of a council, and preloading, are not ours to decide.
    assert told <= {"security.W005", "security.W021"}


@pytest.mark.django_db
def test_the_database_is_as_the_settings_say() -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (1,)
    else:
        assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
