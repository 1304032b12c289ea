"""Roles: what each may do, in words; who may publish; and that nobody locks everybody out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from tests.web.people import NOW, TESTS, somebody

from commonweal.web.accounts import actions, roles
from commonweal.web.accounts.models import RoleHeld, User
from commonweal.web.accounts.roles import Administrator, Analyst, Contributor, Publisher, Resident, Role
from commonweal.web.accounts.selectors import may_publish, people, person, person_by_email
from commonweal.web.audit.models import Event


def test_every_role_says_what_it_is_and_adds_to_a_resident() -> None:
    for role in roles.all_roles():
        assert role.name
        assert role.description.endswith(".")
        assert role.permissions > Resident.permissions
        assert all(roles.words_of(code) for code in role.permissions)
    assert Resident not in roles.all_roles()


def test_who_may_bring_and_who_may_publish() -> None:
    bring, publish = roles.BRING_DATA, roles.PUBLISH_DATA
    assert [role for role in roles.all_roles() if bring in role.permissions] == [Analyst]
    assert [role for role in roles.all_roles() if publish in role.permissions] == [Publisher]
    assert [role for role in roles.all_roles() if roles.MANAGE_PEOPLE in role.permissions] == [Administrator]


def test_a_later_part_adds_a_role_and_its_permission() -> None:
    class Assessor(Role):
        code = "test-assessor"
        name = "Assessor"
        description = "Judges proposals."
        permissions = Role.permissions | {roles.permission("test.judge", "judge a proposal")}

    try:
        assert roles.register(Assessor) is Assessor
        assert roles.role("test-assessor") is Assessor
        assert roles.known(["test-assessor", "analyst", "gone"]) == [Analyst, Assessor]
    finally:
        roles._ROLES.pop("test-assessor")
        roles._PERMISSIONS.pop("test.judge")


def test_two_roles_cannot_share_a_code_and_permissions_must_be_named() -> None:
    with pytest.raises(ValueError, match="already a role"):
        roles.register(type("Other", (Role,), {"code": "analyst"}))
    with pytest.raises(ValueError, match="nobody named"):
        roles.register(type("Bold", (Role,), {"code": "test-bold", "permissions": frozenset({"test.fly"})}))
    roles._ROLES.pop("test-bold", None)
    with pytest.raises(ValueError, match="already means"):
        roles.permission("evidence.bring", "do as one likes")


@pytest.mark.django_db
def test_a_person_may_what_their_roles_allow_together() -> None:
    ann = somebody(Analyst, Publisher)
    assert ann.may(roles.BRING_DATA)
    assert ann.may(roles.PUBLISH_DATA)
    assert not ann.may(roles.MANAGE_PEOPLE)
    assert ann.holds(Analyst)
    assert somebody().may(roles.READ_WHAT_IS_PUBLIC)


@pytest.mark.django_db
def test_an_account_switched_off_may_nothing() -> None:
    ann = somebody(Analyst)
    actions.switch_off(by=TESTS, now=NOW, user=ann)
    assert not person(ann.pk).may(roles.BRING_DATA)
    actions.switch_on(by=TESTS, now=NOW, user=ann)
    assert person(ann.pk).may(roles.BRING_DATA)


class TestFourEyes:
    """Whoever brought figures publishes them only where that is allowed, and with both roles."""

    @pytest.mark.django_db
    @pytest.mark.parametrize(
        ("held", "four_eyes", "own", "may"),
        [
            ([Publisher], True, False, True),
            ([Publisher], False, False, True),
            ([Analyst, Publisher], True, False, True),
            ([Analyst, Publisher], True, True, False),
            ([Analyst, Publisher], False, True, True),
            ([Publisher], False, True, False),
            ([Publisher], True, True, False),
            ([Analyst], False, True, False),
            ([Analyst], False, False, False),
            ([Administrator], False, False, False),
        ],
    )
    def test_the_table(self, held: list[Any], four_eyes: bool, own: bool, may: bool, settings: Any) -> None:
        settings.COMMONWEAL_FOUR_EYES = four_eyes
        ann = somebody(*held)
        brought_by = ann if own else somebody(email="bo@example.org")
        assert may_publish(ann, brought_by) is may
        assert may_publish(ann, str(brought_by.pk)) is may

    @pytest.mark.django_db
    def test_what_the_command_line_brought_any_publisher_may_publish(self) -> None:
        assert may_publish(somebody(Publisher), TESTS)
        assert may_publish(somebody(Publisher, email="b@example.org"), "")

    def test_a_stranger_may_not(self) -> None:
        from django.contrib.auth.models import AnonymousUser

        assert not may_publish(AnonymousUser(), "")


@pytest.mark.django_db
class TestActs:
    def test_an_account_is_made_with_its_roles_and_each_is_on_record(self) -> None:
        ann = actions.create_user(
            by=TESTS, now=NOW, email=" Ann@Example.ORG ", display_name=" Ann ", roles=[Analyst, Publisher]
        )
        assert (ann.email, str(ann), ann.roles) == ("Ann@example.org", "Ann", [Analyst, Publisher])
        assert not ann.has_usable_password()
        assert ann.emailaddress_set.get().verified
        assert [event.sentence for event in Event.objects.order_by("id")] == [
            "The tests made an account for Ann (Ann@example.org)",
            "The tests gave Ann the role Analyst",
            "The tests gave Ann the role Publisher",
        ]
        assert person_by_email("ANN@example.org") == ann

    def test_an_address_belongs_to_one_person_in_whatever_case(self) -> None:
        somebody(email="ann@example.org")
        with pytest.raises(actions.RefusedError, match="already has an account"):
            somebody(email="ANN@example.org")
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(email="aNN@example.org", display_name="x", joined_at=NOW)

    def test_giving_twice_and_taking_twice_is_recorded_once(self) -> None:
        ann = somebody()
        for _ in range(2):
            actions.grant_role(by=TESTS, now=NOW, user=ann, role=Analyst)
        assert ann.holds(Analyst)
        for _ in range(2):
            actions.revoke_role(by=TESTS, now=NOW, user=ann, role=Analyst)
        assert not ann.holds(Analyst)
        acts = list(Event.objects.order_by("id").values_list("act", flat=True))
        assert acts[1:] == ["accounts.role_granted", "accounts.role_revoked"]
        assert Event.objects.first().sentence == "The tests took the role Analyst from Test person"

    def test_a_role_is_held_once(self) -> None:
        ann = somebody(Analyst)
        with pytest.raises(DatabaseError), transaction.atomic():
            RoleHeld.objects.create(user=ann, role="analyst", granted_at=NOW, granted_by="x")

    def test_set_roles_changes_only_what_differs(self) -> None:
        ann = somebody(Analyst, Contributor)
        before = Event.objects.count()
        actions.set_roles(by=TESTS, now=NOW, user=ann, roles=[Analyst, Publisher])
        assert ann.roles == [Analyst, Publisher]
        assert Event.objects.count() == before + 2

    @pytest.mark.parametrize("act", ["revoke", "set", "switch_off"])
    def test_the_last_administrator_stays(self, act: str) -> None:
        ann = somebody(Administrator)
        acts = {
            "revoke": lambda: actions.revoke_role(by=ann, now=NOW, user=ann, role=Administrator),
            "set": lambda: actions.set_roles(by=ann, now=NOW, user=ann, roles=[]),
            "switch_off": lambda: actions.switch_off(by=ann, now=NOW, user=ann),
        }
        with pytest.raises(actions.RefusedError, match="the only administrator"):
            acts[act]()
        assert person(ann.pk).holds(Administrator)
        assert person(ann.pk).is_active
        somebody(Administrator, email="bo@example.org")
        acts[act]()

    def test_an_administrator_who_is_switched_off_does_not_count(self) -> None:
        ann, bo = somebody(Administrator), somebody(Administrator, email="bo@example.org")
        actions.switch_off(by=ann, now=NOW, user=bo)
        with pytest.raises(actions.RefusedError):
            actions.revoke_role(by=ann, now=NOW, user=ann, role=Administrator)

    def test_a_new_name_is_on_record_with_the_old_one(self) -> None:
        ann = somebody(name="Ann")
        actions.rename(by=ann, now=NOW, user=ann, display_name="Ann Other")
        assert Event.objects.first().sentence == "Ann changed the name of Ann to Ann Other"
        with pytest.raises(actions.RefusedError):
            actions.rename(by=ann, now=NOW, user=ann, display_name="  ")

    def test_people_are_found_by_name_and_address(self) -> None:
        ann = somebody(name="Ann", email="a@example.org")
        bo = somebody(name="Bo", email="b@example.org")
        assert list(people()) == [ann, bo]
        assert list(people("bo")) == [bo]
        assert list(people("A@EX")) == [ann]
