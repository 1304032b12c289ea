"""Commitments: the public list and one of them; to promise, to keep up, to withdraw; remark and reply."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.web.framework.views.kept import kept
from commonweal.web.partnership.actions import commitments as actions
from commonweal.web.partnership.forms import commitments as entered
from commonweal.web.partnership.forms.asked import Commitments, Keeping
from commonweal.web.partnership.models import Commitment
from commonweal.web.partnership.presenters import commitment_file as files
from commonweal.web.partnership.presenters import commitment_pieces as pieces
from commonweal.web.partnership.presenters import commitments as present
from commonweal.web.partnership.roles import KEEP, PROMISE
from commonweal.web.partnership.selectors import commitments as selectors
from commonweal.web.partnership.selectors import evidence, organisations, rollouts
from commonweal.web.proposals.presenters.conflict import Both
from commonweal.web.proposals.views.results import attached, table
from commonweal.web.scrutiny.roles import ASK
from commonweal.web.ui.access import needs, public
from commonweal.web.ui.context import site
from commonweal.web.ui.forms import sent

from .saving import save, the_commitment, the_organisation

_read_and_write = require_http_methods(["GET", "HEAD", "POST"])


@public
@require_safe
@kept
def commitments(request: HttpRequest) -> HttpResponse:
    asked = Commitments.read(request.GET)
    listed = selectors.listed(asked, timezone.localdate())
    shown = selectors.page_of(listed.found, asked.page)
    page = present.commitments_page(
        listed, shown, asked, evidence.book(), _choices(), differing=selectors.differing(shown),
        example=any(h.commitment.example for h in listed.found),
    )  # fmt: skip
    context = {"page": page, "asked": asked, "writes": bool(selectors.own_organisations(request.user))}
    return render(request, "partnership/commitments.html", context)


@public
@require_safe
def commitments_csv(request: HttpRequest) -> HttpResponse:
    listed = selectors.listed(Commitments.read(request.GET), timezone.localdate())
    home, differing = site(request)["this_site"].address, selectors.differing(listed.found)
    rows = files.csv_rows(listed.found, evidence.book(), home, differing)
    content = table(files.COLUMNS, rows)
    return attached(content, "text/csv; charset=utf-8", "commitments.csv")  # stays English


@public
@require_safe
@kept
def commitment(request: HttpRequest, number: int) -> HttpResponse:
    held = the_commitment(number)
    updates, named = list(held.updates.all()), selectors.named_in(held)
    page = present.commitment_page(
        selectors.Held(held, selectors.stands_on(held, timezone.localdate())),
        [(u, evidence.cited(u.figure), evidence.against(u)) for u in updates], list(held.sayings.all()),
        evidence.book(), evidence.figure_of(held), named,
    )  # fmt: skip
    context = {
        "page": page,
        "named": _linked(page.named),
        "rollouts": [
            (r.name, reverse("partnership:rollout", args=[r.slug]), bool(r.example))
            for r in rollouts.of_commitment(held.pk)
        ],
        "writes": selectors.writes_for(request.user, held.organisation),
        "states": [
            (o.name, reverse("partnership:commitment-state", args=[held.pk, o.slug]))
            for o in named
            if selectors.writes_for(request.user, o)
        ],
        "may_remark": request.user.is_authenticated and (request.user.may(ASK) or request.user.may(KEEP)),
    }
    return render(request, "partnership/commitment.html", context)


@_read_and_write
@needs(PROMISE)
def mine(request: HttpRequest) -> HttpResponse:
    """A partner's own page: what it promised, what is due, and one form to keep up with."""
    own = selectors.own_organisations(request.user)
    held = selectors.of_organisations(own, timezone.localdate())
    chosen = _chosen(request, [h.commitment for h in held])
    page = present.mine_page(own, held, evidence.book(), chosen, timezone.localdate())
    context: dict[str, Any] = {"page": page, "own": _linked(page.organisations), "both": ()}
    if chosen is None:
        strange = _("That commitment is not of an organisation that you write for.")
        strange = strange if request.method == "POST" else ""
        context |= {"form": None, "refused": strange}
        return render(request, "partnership/mine.html", context, status=422 if strange else 200)
    form = _update_form(request, chosen)
    context |= {"form": form, "refused": ""}
    if form.is_bound:

        def shown(status: int, both: Sequence[Both]) -> HttpResponse:
            return render(request, "partnership/mine.html", context | {"both": both}, status=status)

        return _saved(request, form, chosen, shown)
    return render(request, "partnership/mine.html", context)


@_read_and_write
@needs(PROMISE)
def new(request: HttpRequest) -> HttpResponse:
    own = {o.slug: o for o in selectors.own_organisations(request.user)}
    choices = _choices()
    form = entered.CommitmentForm(
        sent(request), organisations=[(s, o.name) for s, o in own.items()], goals=list(choices.goals.items()),
        indicators=list(evidence.indicators().items()), places=list(choices.places.items()),
        groups=list(choices.groups.items()), partnerships=list(choices.partnerships.items()),
    )  # fmt: skip

    def act() -> Commitment:
        fields = dict(form.cleaned_data)
        fields["framework"], _colon, fields["goal"] = fields["goal"].partition(":")
        organisation = own[fields.pop("organisation")]
        return actions.promise(organisation=organisation, fields=fields, by=request.user, now=timezone.now())

    return save(
        request, form, _("Make a commitment"), act, back=reverse("partnership:mine"), then=_address,
        button=_("Make the commitment"), said=_("The commitment is made, and anybody can read it."),
        quoted="" if own
        else _("Your account writes for no organisation yet. A partnership owner sets that."),
    )  # fmt: skip


@_read_and_write
@needs(PROMISE)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    held = the_commitment(number)
    form = entered.WithdrawForm(sent(request), initial={"revision": held.revision})
    return save(
        request, form, _("Withdraw a commitment"),
        lambda: actions.withdraw(
            commitment=held, by=request.user, now=timezone.now(), **form.cleaned_data
        ),
        back=_address(held), button=_("Withdraw it"), said=_("It is withdrawn, and stays in sight."),
        quoted=f"{held.organisation.name}: {held.title}", meanwhile=lambda: _meanwhile(held, form),
    )  # fmt: skip


@_read_and_write
@needs(ASK, KEEP)
def remark(request: HttpRequest, number: int) -> HttpResponse:
    held = the_commitment(number)
    form = entered.RemarkForm(sent(request))
    asks = request.user.may(ASK)  # type: ignore[union-attr]
    role = "A scrutiny member" if asks else "The partnership owner"  # stays English
    return save(
        request, form, _("Say something of a commitment"),
        lambda: actions.remark(
            commitment=held, words=form.cleaned_data["words"], role=role, by=request.user, now=timezone.now()
        ),
        back=_address(held), button=_("Say it in public"),
        said=_("It stands beside the commitment, and its organisation can reply."),
        quoted=f"{held.organisation.name}: {held.title}",
    )  # fmt: skip


@_read_and_write
@needs(PROMISE)
def state(request: HttpRequest, number: int, slug: str) -> HttpResponse:
    """What an organisation says that a commitment of another names."""
    held, organisation = the_commitment(number), the_organisation(slug)
    form = entered.StatementForm(sent(request))
    return save(
        request, form, _("Say something for %(name)s") % {"name": organisation.name},
        lambda: actions.state(
            commitment=held, organisation=organisation, words=form.cleaned_data["words"], by=request.user,
            now=timezone.now(),
        ),
        back=_address(held), button=_("Say it in public"), said=_("It stands beside the commitment."),
        quoted=f"{held.organisation.name}: {held.title}",
    )  # fmt: skip


@_read_and_write
@needs(PROMISE)
def reply(request: HttpRequest, number: int, saying: int = 0) -> HttpResponse:
    """To something said of a commitment; without one, to how it stands."""
    held = the_commitment(number)
    to = selectors.saying(held, saying) if saying else None
    if saying and to is None:
        raise Http404(_("Nothing like that was said of the commitment."))
    form = entered.ReplyForm(sent(request))
    return save(
        request, form, _("Reply for your organisation"),
        lambda: actions.reply(
            commitment=held, to=to, words=form.cleaned_data["words"], by=request.user, now=timezone.now()
        ),
        back=_address(held), button=_("Send the reply"), said=_("The reply stands beside what was said."),
        quoted=to.words if to else f"{held.organisation.name}: {held.title}",
    )  # fmt: skip


def _chosen(request: HttpRequest, own: Sequence[Commitment]) -> Commitment | None:
    """The commitment that the form is of: as sent; else as asked for; else the first that can be added to.

    None where there is none, or somebody sent the form of another organisation's.
    """
    sent_of = request.POST.get("commitment", "")
    if request.method == "POST":
        return next((c for c in own if str(c.pk) == sent_of), None)
    open_ = [c for c in own if c.withdrawn_on is None]
    asked = Keeping.read(request.GET).commitment
    return next((c for c in open_ if c.pk == asked), next(iter(open_), None))


def _update_form(request: HttpRequest, chosen: Commitment) -> entered.UpdateForm:
    found = evidence.figure_of(chosen)
    figures = [(found[0], present.figure_words(found[1], evidence.book()))] if found else []
    initial = {"revision": chosen.revision, "day": timezone.localdate()}
    return entered.UpdateForm(
        sent(request), figures=figures, compares=bool(chosen.indicator), initial=initial
    )


def _saved(request: HttpRequest, form: entered.UpdateForm, chosen: Commitment, shown: Any) -> HttpResponse:
    if not form.is_valid():
        return shown(422, ())  # type: ignore[no-any-return]
    fields = dict(form.cleaned_data)
    fields["pinned"] = next(iter(fields.pop("figure", ())), "")
    try:
        actions.update(commitment=chosen, by=request.user, now=timezone.now(), **fields)
    except actions.Moved as moved:
        form.data = form.data.copy()
        form.data["revision"] = str(moved.held.revision)
        form.add_error(
            None, _("%(moved)s Nothing was saved yet, and what you wrote is still here.") % {"moved": moved}
        )
        return shown(409, _meanwhile(chosen, form))  # type: ignore[no-any-return]
    except ValueError as refused:
        form.add_error(None, str(refused))
        return shown(422, ())  # type: ignore[no-any-return]
    return redirect(_address(chosen))


def _meanwhile(held: Commitment, form: Any) -> list[Both]:
    last = selectors.last_update(held)
    return [Both(_("How it stands"), last.words if last else "", form.cleaned_data.get("words", ""))]


def _linked(pages: Iterable[tuple[str, str]]) -> SafeString:
    """Names of pages, each a link to its page, to stand in a sentence."""
    found = ((href, name) for name, href in pages)
    return format_html_join(", ", '<a class="govuk-link" href="{}">{}</a>', found)


def _choices() -> pieces.Choices:
    return pieces.Choices(
        organisations.organisation_choices(), organisations.partnership_choices(), evidence.goals(),
        evidence.places(), evidence.groups(),
    )  # fmt: skip


def _address(held: Commitment) -> str:
    return reverse("partnership:commitment", args=[held.pk])
