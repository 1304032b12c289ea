"""Read the environment that a Commonweal site is started with.

Every function takes the environment (or one of its values) as an argument, so that what a value means can
be tested without starting Django. What is missing or cannot be read raises :class:`ImproperlyConfigured`
with the sentence that puts it right.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})

# WAL lets readers go on while one writes; NORMAL is safe with WAL (a power cut may lose the last commit,
# never the file). The cache is in KiB when negative.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-32000;"
    "PRAGMA mmap_size=134217728;"
)


def switch(environment: Mapping[str, str], name: str, default: bool = False) -> bool:
    """A yes or no; anything else raises ImproperlyConfigured."""
    value = environment.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0, or leave it out.")


def number(environment: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of one or more."""
    value = environment.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < 1:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number of one or more.")
    return int(value)


def words(environment: Mapping[str, str], name: str) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in environment.get(name, "").split(",") if word.strip()]


def database(address: str) -> dict[str, Any]:
    """Django's settings of one database from its address.

    ``sqlite:///var/site.sqlite3`` (relative), ``sqlite:////srv/site.sqlite3`` (absolute),
    ``postgres://user:password@host:5432/name`` or ``postgres://user@/name?host=/run/postgresql``.
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path)[1:])
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(address)
    raise ImproperlyConfigured(
        f"COMMONWEAL_DATABASE_URL begins with {parts.scheme!r}. "
        "Begin it with sqlite:/// (and the path of a file) or postgres://user:password@host/name."
    )


def _sqlite(path: str) -> dict[str, Any]:
    if not path:
        raise ImproperlyConfigured("COMMONWEAL_DATABASE_URL names no file. Write sqlite:///PATH.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # IMMEDIATE takes the write lock when a transaction begins, so that two writers wait for each other
        # (20 seconds at most) and neither fails half way.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
    }


def _postgres(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    name = unquote(parts.path)[1:]
    if not name:
        raise ImproperlyConfigured(
            "COMMONWEAL_DATABASE_URL names no database. Write postgres://user:password@host/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or query.get("password", "")),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: query[key] for key in ("sslmode", "sslrootcert") if key in query},
    }


def email(address: str) -> dict[str, Any]:
    """Django's e-mail settings: ``console:``, ``memory:``, ``file:///folder``, ``smtp://user:pass@host:25``,
    ``smtps://…`` (TLS from the first byte) or ``smtp+tls://…`` (STARTTLS)."""
    parts = urlsplit(address)
    backends = {"console": "console", "memory": "locmem", "file": "filebased"}
    backend = "django.core.mail.backends.{}.EmailBackend"
    if parts.scheme in backends:
        settings: dict[str, Any] = {"EMAIL_BACKEND": backend.format(backends[parts.scheme])}
        if parts.scheme == "file":
            settings["EMAIL_FILE_PATH"] = unquote(parts.path)
        return settings
    if parts.scheme not in ("smtp", "smtps", "smtp+tls") or not parts.hostname:
        raise ImproperlyConfigured(
            f"COMMONWEAL_EMAIL_URL is {address!r}. "
            "Write console: to print letters, or smtp+tls://user:password@host:587 to send them."
        )
    return {
        "EMAIL_BACKEND": backend.format("smtp"),
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 10,
    }


def secret_key(environment: Mapping[str, str], var: Path, *, open_house: bool) -> str:
    """The key that signs sessions. ``open_house`` (debug, example, tests): made once and kept in ``var``."""
    given = environment.get("COMMONWEAL_SECRET_KEY", "")
    if given:
        return given
    if not open_house:
        raise ImproperlyConfigured(
            "COMMONWEAL_SECRET_KEY is not set. Make a key with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' and set it in the environment. "
            "To look at the worked example instead, set COMMONWEAL_EXAMPLE=1."
        )
    return _kept_key(var / "secret-key")


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or not path.stat().st_size:
        # Written beside: a process that is killed here leaves no half of a key, and of two that start
        # together one gives the key its name and the other finds it there.
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(50), encoding="ascii")
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            if not path.stat().st_size:
                beside.replace(path)
        except OSError:  # a file system that knows no links
            beside.replace(path)
        beside.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")


def hosts(environment: Mapping[str, str], site_address: str, *, open_house: bool) -> list[str]:
    """The host names that the site answers to; without any it does not start."""
    named = words(environment, "COMMONWEAL_ALLOWED_HOSTS")
    if not named and site_address:
        named = [urlsplit(site_address).hostname or ""]
    if open_house:
        named = [*named, "localhost", "127.0.0.1", "[::1]", "testserver"]
    if not any(named):
        raise ImproperlyConfigured(
            "The site does not know its own name. Set COMMONWEAL_SITE_ADDRESS to the address people will "
            "use (https://growth.example.gov.uk), or COMMONWEAL_ALLOWED_HOSTS to its host names."
        )
    return [name for name in named if name]
