"""Signing in with a second step, in a real browser: an authenticator app, and a security key."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Served
from tests.journeys.proposing import sound_at_both_widths


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(opened: Page, served: Served, who: str, home: str = "") -> None:
    email = next(each for each in served.accounts if each.startswith(who))
    opened.goto((home or served.home) + "/accounts/login/")
    opened.get_by_label("E-mail address").fill(email)
    opened.get_by_label("Password", exact=True).fill(served.accounts[email])
    opened.get_by_role("main").get_by_role("button", name="Sign in").click()


def confirm(opened: Page, served: Served, who: str) -> None:
    email = next(each for each in served.accounts if each.startswith(who))
    expect(opened.get_by_role("heading", level=1)).to_have_text("Confirm that it is you")
    opened.get_by_label("Password").fill(served.accounts[email])
    opened.get_by_role("button", name="Confirm").click()


def test_an_authenticator_app(served: Served, page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    opened = page()
    give_password(opened, served, "contributor")
    opened.get_by_role("link", name="Add a second step").click()
    axe(opened)
    opened.get_by_role("main").get_by_text("Set up an app").click()
    confirm(opened, served, "contributor")
    axe(opened)
    secret = opened.get_by_role("main").locator("code").inner_text()
    opened.get_by_label("Code").fill("000000")
    opened.get_by_role("button", name="Confirm the code").click()
    expect(opened.get_by_role("alert").first).to_contain_text("There is a problem")
    axe(opened)
    opened.get_by_label("Code").fill(code_of(secret))
    opened.get_by_role("button", name="Confirm the code").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    axe(opened)
    recovery = opened.get_by_role("main").locator("code").all_inner_texts()
    assert len(set(recovery)) == 10

    # The page that asks for the code has a script of its own, for security keys: this is without scripts.
    again = page(javascript=False)
    give_password(again, served, "contributor")
    expect(again.get_by_role("heading", level=1)).to_have_text("Enter your code")
    again.goto(served.home + "/account/")
    expect(again.get_by_role("heading", level=1)).to_have_text("Enter your code")  # a password is not enough
    again.get_by_label("Code").fill(recovery[0])
    again.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(again.get_by_role("heading", level=1)).to_have_text("Your account")

    opened.goto(served.home + "/accounts/2fa/totp/deactivate/")
    opened.get_by_role("button", name="Stop using it").click()
    expect(opened.get_by_role("main")).to_contain_text("An app on your telephone shows a new code")


def test_a_security_key(served: Served, page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    """A key cannot belong to a bare number, so the site goes by the name localhost here."""
    home = served.home.replace("127.0.0.1", "localhost")
    opened = page()
    keys = opened.context.new_cdp_session(opened)
    keys.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": key | {"automaticPresenceSimulation": True}})
    give_password(opened, served, "contributor", home)
    opened.goto(home + "/accounts/2fa/webauthn/add/")
    confirm(opened, served, "contributor")
    opened.get_by_label("Name").fill("Blue key")
    opened.get_by_role("button", name="Add the key").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    opened.goto(home + "/accounts/2fa/webauthn/")
    expect(opened.get_by_role("main")).to_contain_text("Blue key")

    opened.goto(home + "/account/")
    opened.get_by_role("button", name="Sign out").click()
    give_password(opened, served, "contributor", home)
    expect(opened.get_by_role("heading", level=1)).to_have_text("Enter your code")
    axe(opened)
    opened.get_by_role("button", name="Use a security key").click()
    expect(opened.get_by_role("heading", level=1)).to_have_text("Your account")

    opened.goto(home + "/accounts/2fa/webauthn/")
    opened.get_by_role("link", name="Remove").click()
    if opened.get_by_role("heading", level=1).inner_text().startswith("Confirm"):
        confirm(opened, served, "contributor")
    opened.get_by_role("button", name="Remove it").click()
    expect(opened.get_by_role("main")).to_contain_text("You have none yet.")


def test_axe_finds_nothing_on_the_pages_of_an_administrator(
    served: Served, page: Callable[..., Page], axe: Callable[..., None]
) -> None:
    opened = page()
    give_password(opened, served, "admin")
    for address in ("/account/", "/account/name/", "/people/", "/people/add/", "/people/1/", "/audit/"):
        answer = opened.goto(served.home + address)
        assert answer is not None
        assert answer.status == 200
        sound_at_both_widths(opened, axe)
