"""Who keeps the register of reports, answers the tests and reads what is not public."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.web.accounts.roles import Role, permission, register

READ = permission(
    "scrutiny.read", gettext_lazy("read reports and accounts that are not public, exempt ones too")
)
REGISTER = permission(
    "scrutiny.register", gettext_lazy("keep the register of committees, meetings and reports")
)
ANSWER = permission("scrutiny.answer", gettext_lazy("answer the tests of a report and write its statement"))
ASK = permission("scrutiny.ask", gettext_lazy("put queries to reports and enter what a committee recommends"))
OWN_TESTS = permission("scrutiny.own", gettext_lazy("write the next version of a set of tests"))


class ReportAuthor(Role):
    code = "report-author"
    name = gettext_lazy("Report author")
    description = gettext_lazy(
        "Writes reports, answers the tests put to them and takes the statement for the report."
    )
    permissions = Role.permissions | {READ, ANSWER}


class GovernanceOfficer(Role):
    code = "governance-officer"
    name = gettext_lazy("Governance officer")
    description = gettext_lazy(
        "Keeps the register of committees, meetings and reports, and says which are public."
    )
    permissions = Role.permissions | {READ, REGISTER, ANSWER}


class ScrutinyMember(Role):
    code = "scrutiny-member"
    name = gettext_lazy("Scrutiny member")
    description = gettext_lazy("Reads every report and its account, exempt ones too; asks and recommends.")
    permissions = Role.permissions | {READ, ASK}


class TestsOwner(Role):
    __test__ = False  # pytest collects what is called Test…

    code = "tests-owner"
    name = gettext_lazy("Tests owner")
    description = gettext_lazy(
        "Writes the next version of the tests, compares it with the one in force and publishes it."
    )
    permissions = Role.permissions | {OWN_TESTS}


for _role in (ReportAuthor, GovernanceOfficer, ScrutinyMember, TestsOwner):
    register(_role)
