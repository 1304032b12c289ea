"""What each value of the environment means, and what the site says when one is missing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from commonweal.web.config import environment


@pytest.mark.parametrize(("value", "means"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_a_switch(value: str, means: bool) -> None:
    assert environment.switch({"A": value}, "A") is means


def test_a_switch_keeps_its_default_when_it_is_not_set() -> None:
    assert environment.switch({}, "A", default=True) is True


def test_a_switch_that_is_neither_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"A is 'maybe'\. Set it to 1 or 0"):
        environment.switch({"A": "maybe"}, "A")


@pytest.mark.parametrize("value", ["0", "-3", "many", "1.5"])
def test_a_number_that_is_none_stops_the_start(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="whole number"):
        environment.number({"A": value}, "A", 3)


def test_a_number() -> None:
    assert environment.number({"A": " 12 "}, "A", 3) == 12
    assert environment.number({}, "A", 3) == 3


def test_sqlite_relative_and_absolute() -> None:
    assert environment.database("sqlite:///var/a.sqlite3")["NAME"] == "var/a.sqlite3"
    absolute = environment.database("sqlite:////srv/a b.sqlite3".replace(" ", "%20"))
    assert absolute["NAME"] == "/srv/a b.sqlite3"
    assert absolute["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in absolute["OPTIONS"]["init_command"]


def test_postgres_with_host_and_password() -> None:
    found = environment.database("postgres://ann:p%40ss@db.example:5433/growth?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ann",
        "p@ss",
        "db.example",
        "5433",
        "growth",
    )
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_postgres_by_its_socket() -> None:
    found = environment.database("postgresql://postgres:@/growth?host=/run/pg")
    assert (found["HOST"], found["NAME"], found["USER"]) == ("/run/pg", "growth", "postgres")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://a/b", "begins with 'mysql'"),
        ("sqlite://", "names no file"),
        ("postgres://a@b", "no database"),
    ],
)
def test_a_database_that_cannot_be(address: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        environment.database(address)


def test_letters() -> None:
    assert environment.email("console:")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert environment.email("file:///tmp/letters")["EMAIL_FILE_PATH"] == "/tmp/letters"
    sent = environment.email("smtp+tls://ann:s3cret@mail.example")
    assert (sent["EMAIL_HOST"], sent["EMAIL_PORT"], sent["EMAIL_USE_TLS"]) == ("mail.example", 587, True)
    assert environment.email("smtps://mail.example")["EMAIL_PORT"] == 465


@pytest.mark.parametrize("address", ["pigeon://a", "smtp://"])
def test_letters_that_cannot_be_sent(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="COMMONWEAL_EMAIL_URL"):
        environment.email(address)


def test_without_a_key_the_site_does_not_start_and_says_how(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"COMMONWEAL_SECRET_KEY is not set\. Make a key with"):
        environment.secret_key({}, tmp_path, open_house=False)
    assert list(tmp_path.iterdir()) == []


def test_the_example_makes_its_key_once_and_keeps_it_to_itself(tmp_path: Path) -> None:
    first = environment.secret_key({}, tmp_path / "var", open_house=True)
    assert first == environment.secret_key({}, tmp_path / "var", open_house=True)
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret-key").stat().st_mode) == 0o600


def test_a_key_that_was_never_written_to_its_end_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch(mode=0o600)
    made = environment.secret_key({}, tmp_path, open_house=True)
    assert len(made) > 50
    assert environment.secret_key({}, tmp_path, open_house=True) == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_key_is_the_key(tmp_path: Path) -> None:
    assert environment.secret_key({"COMMONWEAL_SECRET_KEY": "k"}, tmp_path, open_house=True) == "k"


def test_the_hosts_follow_from_the_address() -> None:
    assert environment.hosts({}, "https://growth.example.gov.uk", open_house=False) == [
        "growth.example.gov.uk"
    ]
    named = {"COMMONWEAL_ALLOWED_HOSTS": "a.example, b.example"}
    assert environment.hosts(named, "", open_house=False) == ["a.example", "b.example"]
    assert "127.0.0.1" in environment.hosts({}, "", open_house=True)


def test_a_site_without_a_name_does_not_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="does not know its own name"):
        environment.hosts({}, "", open_house=False)
