"""Who writes, assesses, moderates and reads proposals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from commonweal.web.accounts.roles import Role, permission, register

READ = permission("proposals.read", gettext_lazy("read proposals and assessments that are not public"))
WRITE = permission("proposals.write", gettext_lazy("write proposals and assess them"))
SECOND = permission(
    "proposals.second", gettext_lazy("assess a proposal a second time, without seeing the first")
)
MODERATE = permission("proposals.moderate", gettext_lazy("settle where two assessors of a proposal differ"))
REVIEW = permission("proposals.review", gettext_lazy("comment on answers and ask for improvements"))
BLIND = permission(
    "proposals.blind",
    gettext_lazy("read this assessment: it stays shut to a second assessor until theirs is complete"),
)
PILOT = permission("proposals.pilot", gettext_lazy("run a pilot of a toolkit and read its findings"))


class Officer(Role):
    code = "officer"
    name = gettext_lazy("Officer")
    description = gettext_lazy(
        "Writes proposals, takes them through the stages of the toolkit, and improves them."
    )
    permissions = Role.permissions | {READ, WRITE, REVIEW}


class SecondAssessor(Role):
    code = "second-assessor"
    name = gettext_lazy("Second assessor")
    description = gettext_lazy(
        "Assesses a proposal again without seeing the first assessment, to compare both."
    )
    permissions = Role.permissions | {SECOND, READ}


class Moderator(Role):
    code = "moderator"
    name = gettext_lazy("Moderator")
    description = gettext_lazy(
        "Looks at where two assessors differ and settles each rating, with the reason."
    )
    permissions = Role.permissions | {READ, REVIEW, MODERATE}


class BoardMember(Role):
    code = "board-member"
    name = gettext_lazy("Board member")
    description = gettext_lazy("Sees all proposals of a programme together, and asks for improvements.")
    permissions = Role.permissions | {READ, REVIEW}


class PilotLead(Role):
    code = "pilot-lead"
    name = gettext_lazy("Pilot lead")
    description = gettext_lazy(
        "Runs a pilot of a toolkit: who tries it on what, and what that shows of the tool itself."
    )
    permissions = Role.permissions | {READ, PILOT}


for _role in (Officer, SecondAssessor, Moderator, BoardMember, PilotLead):
    register(_role)
