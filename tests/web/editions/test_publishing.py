"""Published and corrected: frozen whole or not at all, and the same for ever whatever happens to all else."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests.web.editions.made import (
    SDG,
    TEXT,
    WALSALL,
    chapter,
    corrected,
    edition,
    goal,
    published,
    saved,
    text,
)
from tests.web.example import NOW
from tests.web.partnership.promising import entered, owner, partner, promised, updated
from tests.web.scrutiny.register import body

from commonweal.editions import book as books
from commonweal.editions import resolve
from commonweal.web.audit.models import Event
from commonweal.web.editions.actions import publishing, reviewing, setting_up, writing
from commonweal.web.editions.actions.telling import Moved, Published
from commonweal.web.editions.models import Correction, Edition, Frozen, FrozenPicture, Waiver
from commonweal.web.editions.roles import Writer
from commonweal.web.editions.selectors import drafts
from commonweal.web.editions.selectors import published as frozen
from commonweal.web.framework import selectors as framework
from commonweal.web.partnership.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("west_midlands")]
HOME = "/editions/state-of-the-region/"
DESK = HOME + "desk/"
WORK = DESK + "chapters/decent-work/"
PAGES = (HOME, HOME + "chapters/decent-work/", HOME + "chapters/appendix/", HOME + "chapters/walsall/")
WRONG = "The rate rose from 10% to 20%, a rise of 50%."


@pytest.fixture
def whole(editor: Any) -> Edition:
    """A goal, a place and the appendix."""
    held = edition(editor.person)
    goal(held, editor.person)
    chapter(held, editor.person, "Walsall", kind="place profile", place=WALSALL)
    chapter(held, editor.person, "Appendix", kind="appendix")
    return held


def main(response: Any) -> str:
    return text(response).partition("<main")[2].partition("</main>")[0]


def test_findings_stop_it_until_each_is_mended_or_waived(
    editor: Any, signed_in: Callable[..., Client]
) -> None:
    held = edition(editor.person)
    part = goal(held, editor.person, text=f"{TEXT}\n{WRONG}\n\nAlso {{{{value of nothing-here}}}}.\n")
    for address in (DESK + "findings/", WORK, DESK + "publish/"):
        page = text(editor.get(address))
        assert WRONG.rstrip(".") in page, address
        assert "There is no indicator “nothing-here”." in page, address
    held = reviewing.move(edition=held, to="in review", revision=held.revision, by=editor.person, now=NOW)
    answer = editor.post(DESK + "publish/", {"revision": held.revision})
    assert answer.status_code == 409
    assert "2 things keep the edition from being published." in text(answer)
    assert 'href="/editions/state-of-the-region/desk/chapters/decent-work/"' in text(answer)
    found = {f.must: f for _, f in publishing.what_stops(held, drafts.chapters(held)) if f}
    with pytest.raises(ValueError, match="is not waived"):
        reviewing.waive(edition=held, key=found[True].key, reason="Let it be.", by=editor.person, now=NOW)
    waive = f"{DESK}findings/{found[False].key}/"
    assert signed_in(Writer).get(waive).status_code == 403
    assert editor.post(waive, {"reason": "no"}).status_code == 422
    assert editor.post(waive, {"reason": "It is an example of a slip."}).status_code == 302
    page = text(editor.get(DESK + "findings/"))
    assert "It is an example of a slip." in page
    assert "1 finding is open. 1 of them cannot be waived. 1 waived, each with its reason." in page
    part.refresh_from_db()
    saved(part, editor.person, f"{TEXT}\n{WRONG}\n")
    assert editor.post(DESK + "publish/", {"revision": held.revision})["Location"] == HOME
    assert Waiver.objects.get().reason == "It is an example of a slip."
    assert "<strong>It may stay:</strong> <span>It is an example of a slip.</span>" in text(editor.get(HOME))


def test_a_waiver_of_a_mended_sentence_is_idle_and_taken_back(editor: Any) -> None:
    held = edition(editor.person)
    part = goal(held, editor.person, text=WRONG)
    [finding] = [f for _, f in publishing.what_stops(held, drafts.chapters(held)) if f]
    waiver = reviewing.waive(
        edition=held, key=finding.key, reason="A good reason.", by=editor.person, now=NOW
    )
    saved(part, editor.person, "The rate rose from 10% to 20%, a rise of 100%.")
    page = text(editor.get(DESK + "findings/"))
    assert "Waivers of what is no longer found" in page
    assert "Nothing keeps the edition from being published." in page
    with pytest.raises(ValueError, match="not found any more"):
        reviewing.waive(edition=held, key=finding.key, reason="A good reason.", by=editor.person, now=NOW)
    editor.post(f"{DESK}waivers/{waiver.pk}/take-back/")
    assert not Waiver.objects.exists()


def test_a_draft_is_not_published_and_a_page_that_is_stale_neither(editor: Any, whole: Edition) -> None:
    answer = editor.post(DESK + "publish/", {"revision": whole.revision})
    assert answer.status_code == 409
    assert "Put it to review first" in text(answer)
    editor.post(DESK + "move/", {"to": "in review", "revision": whole.revision})
    answer = editor.post(DESK + "publish/", {"revision": whole.revision})
    assert answer.status_code == 409
    assert "changed this after you opened the page" in text(answer)
    assert not Frozen.objects.exists()
    editor.post(DESK + "move/", {"to": "published", "revision": whole.revision + 1})
    assert Edition.objects.get().state == "in review"
    editor.post(DESK + "move/", {"to": "draft", "revision": whole.revision + 1})
    assert Edition.objects.get().state == "draft"


def test_a_published_edition_reads_with_everything_beside_its_figures(
    editor: Any, whole: Edition, client: Client
) -> None:
    made = published(whole, editor.person)
    front = text(client.get(HOME))
    for words in (
        "Published on 23 November 2026. It has 3 chapters.", "Contents", "As it was published",
        "CC BY 4.0", f"http://testserver{HOME}", made.sha256, made.snapshot[:12],
        "Cite as: Example Institute",
    ):  # fmt: skip
        assert words in front
    page = text(client.get(HOME + "chapters/decent-work/"))
    # The goal's own page has the chapter's name too.
    assert re.search(rf"<title>\s*Decent work, {re.escape(whole.title)} –", page)
    [used] = [u for _, u in frozen.figures(frozen.book(whole, 1)) if u["form"] == "value"]
    row = framework.series_row(framework.book(made.snapshot), whole.rule, whole.place, "employment-rate", "")
    assert used["value"] == pytest.approx(row["latest"])
    link = f"/indicators/employment-rate/?place=E47000007&snapshot={made.snapshot[:12]}"
    assert f'href="{link}"><data class="cw-figure" value="{used["value"]!r}">{used["text"]}</data>' in page
    assert client.get(link).status_code == 200
    assert f"{used['organisation']}, released {used['released']}</span>; file {used['vintage'][:8]}" in page
    picture = re.search(rf'src="({HOME}pictures/[0-9a-f]{{64}}\.svg)" alt="[^"]+"', page)
    assert picture is not None
    drawn = client.get(picture[1])
    assert drawn.content.startswith(b"<svg")
    assert "immutable" in drawn["Cache-Control"]
    assert "The figures of <span>“Employment rate" in page
    for kind, starts in (("csv", b"area,place,"), ("xlsx", b"PK"), ("svg", b"<svg"), ("png", b"\x89PNG")):
        alone = re.search(rf'href="({HOME}figures/[a-z0-9-]+\.{kind})"', page)
        assert alone is not None, kind
        assert client.get(alone[1]).content.startswith(starts), kind
    assert client.get(HOME + "figures/none.csv").status_code == 404
    table = re.search(
        rf'href="({HOME}figures/[a-z0-9-]+)\.csv"', text(client.get(HOME + "chapters/appendix/"))
    )
    assert table is not None
    assert client.get(table[1] + ".xlsx").status_code == 200
    assert client.get(table[1] + ".png").status_code == 404
    assert 'id="indicator-' in text(client.get(HOME + "chapters/appendix/"))
    assert "Walsall" in text(client.get(HOME + "chapters/walsall/"))
    rows = list(csv.DictReader(io.StringIO(client.get(HOME + "figures.csv").content.decode("utf-8-sig"))))
    assert {r["chapter"] for r in rows} == {"decent-work"}
    assert [r for r in rows if r["figure"] == used["text"] and float(r["value"]) == used["value"]]
    for address in ("/editions/", "/search/?q=decent", "/feed.xml", "/sitemap.xml"):
        assert HOME in body(client.get(address)), address
    told = "Told in editions"
    assert told in text(client.get("/indicators/employment-rate/"))
    assert told not in text(client.get("/indicators/claimant-count/"))
    for address in ("?state=2", "chapters/none/", "pictures/0000.svg", "chapters/credits/"):
        assert client.get(HOME + address).status_code == 404, address


def test_it_reads_the_same_whatever_happens_to_everything_else(
    editor: Any, whole: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(whole, editor.person)
    before = {address: main(client.get(address)) for address in PAGES}
    pictures = {
        p.sha256: client.get(f"{HOME}pictures/{p.sha256}.svg").content for p in FrozenPicture.objects.all()
    }
    files = client.get(HOME + "figures.csv").content
    frozen._thawed.cache_clear()

    def gone(*_: Any, **__: Any) -> Any:
        raise AssertionError("a published edition asks nobody")

    # No evidence, no definitions, no resolving, no making of books: and the chapters' texts are others.
    for target, name in (
        (resolve, "resolved"), (resolve, "chapter"), (books, "book"), (framework, "book"),
        (framework, "book_of"),
    ):  # fmt: skip
        monkeypatch.setattr(target, name, gone)
    whole.chapters.update(text="Something else.", title="Something else")
    assert {address: main(client.get(address)) for address in PAGES} == before
    assert {d: client.get(f"{HOME}pictures/{d}.svg").content for d in pictures} == pictures
    assert client.get(HOME + "figures.csv").content == files
    made = Frozen.objects.get()
    assert frozen.freeze(frozen.thaw(made.content))[0] == made.content


def test_what_is_frozen_is_neither_changed_nor_deleted(editor: Any, whole: Edition) -> None:
    made = published(whole, editor.person)
    for row in (made, FrozenPicture.objects.first()):
        assert row is not None
        with pytest.raises(TypeError, match="never changed"):
            row.save()
        with pytest.raises(TypeError, match="never deleted"):
            row.delete()


def test_whoever_tries_to_change_it_is_refused_in_words(editor: Any, whole: Edition) -> None:
    part = whole.chapters.get(slug="decent-work")
    published(whole, editor.person)
    sent = {"text": "My new text.", "revision": 1, "go": "save"}
    answer = editor.post(WORK, sent)
    assert answer.status_code == 409
    for words in ("A published edition is not changed", "My new text.", "Correct it"):
        assert words in text(answer)
    for address in (WORK, DESK + "set-up/", DESK + "chapters/new/", DESK + "publish/", WORK + "set-up/"):
        assert editor.get(address).status_code == 409, address
    for address, data in (
        (WORK + "take-out/", {}), (WORK + "claim/", {}), (WORK + "up/", {}),
        (WORK + "comments/", {"words": "A"}),
        (DESK + "move/", {"to": "draft", "revision": 3}), (DESK + "publish/", {"revision": 3}),
    ):  # fmt: skip
        assert editor.post(address, data).status_code == 409, address
    for act in (
        lambda: setting_up.take_out(chapter=part, by=editor.person, now=NOW),
        lambda: chapter(whole, editor.person, "More"),
        lambda: writing.decide_draft(
            chapter=part, indicator="employment-rate", what="taken", revision=1, by=editor.person, now=NOW
        ),
    ):
        with pytest.raises(Published):
            act()
    assert editor.get(DESK)["Location"] == HOME
    part.refresh_from_db()
    assert part.text.startswith("In {{place")


def test_a_correction_is_numbered_dated_and_makes_a_state_of_its_own(
    editor: Any, whole: Edition, client: Client
) -> None:
    published(whole, editor.person)
    before = {address: main(client.get(address)) for address in PAGES}
    sent = {
        "chapter": "decent-work", "was": "stood at", "now": "was at", "reason": "The verb was wrong.",
        "revision": Edition.objects.get().revision,
    }  # fmt: skip
    assert editor.post(HOME + "correct/", sent)["Location"] == HOME
    assert corrected(whole, editor.person, "decent-work", "was at", "came to", "Better so.").number == 2
    front = text(client.get(HOME))
    assert re.search(
        r"Correction 1, .*The verb was wrong\..*<del>stood at</del>.*<ins>was at</ins>", front, re.S
    )
    assert "Correction 2, 24 November 2026, <span>Decent work.</span>" in front
    assert Edition.objects.get().state == "corrected"
    assert "came to" in text(client.get(PAGES[1]))
    assert "Correction 2, 24 November 2026: <span>Better so.</span>" in text(client.get(PAGES[1]))
    for address in PAGES[2:]:
        assert main(client.get(address)) == before[address], address
    old = text(client.get(PAGES[1] + "?state=1"))
    assert "stood at" in old
    assert "This is an earlier state of the edition." in old
    assert "was at" in text(client.get(PAGES[1] + "?state=2"))
    assert "Correction 1" not in text(client.get(HOME + "?state=1"))
    assert Frozen.objects.count() == 3
    assert [c.frozen for c in Correction.objects.all()] == [2, 3]
    for digest in re.findall(r"pictures/([0-9a-f]+)\.svg", text(client.get(PAGES[1]))):
        assert client.get(f"{HOME}pictures/{digest}.svg").status_code == 200
    assert "Correction 2 of State of the Region" in text(client.get("/feed.xml"))
    assert Event.objects.filter(act="edition.corrected").count() == 2


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"was": "never written"}, "these words do not stand in it"),
        ({"was": "employment-rate"}, "copy more of the sentence"),
        ({"was": "stood at", "now": "stood at"}, "there is nothing to correct"),
        ({"now": "{{value of no-such}}"}, "There is no indicator “no-such”."),
        ({"reason": " "}, "Say why."),
        ({"chapter": "none"}, "There is none like that"),
    ],
)
def test_a_correction_that_cannot_be(editor: Any, whole: Edition, sent: dict[str, Any], message: str) -> None:
    published(whole, editor.person)
    given = {"chapter": "decent-work", "was": "stood at", "now": "was at", "reason": "A slip.",
             "revision": Edition.objects.get().revision}  # fmt: skip
    answer = editor.post(HOME + "correct/", given | sent)
    assert answer.status_code == 422
    assert message in text(answer)
    assert Edition.objects.get().state == "published"
    assert not Correction.objects.exists()
    assert whole.chapters.get(slug="decent-work").text.count("stood at") == 1


def test_failing_in_the_middle_of_freezing_leaves_the_draft_whole(
    editor: Any, whole: Edition, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(publishing.Frozen.objects, "create", broken)
    with pytest.raises(RuntimeError, match="the machine stopped"), transaction.atomic():
        published(whole, editor.person)
    whole.refresh_from_db()
    assert (whole.state, whole.snapshot, whole.published_at) == ("draft", "", None)
    assert not FrozenPicture.objects.exists()
    assert client.get(HOME).status_code == 404
    monkeypatch.undo()
    assert published(whole, editor.person).number == 1


def test_what_is_written_while_it_is_drawn_is_not_published_unseen(
    editor: Any, whole: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = books.book

    def slow(*given: Any, **more: Any) -> Any:
        part = whole.chapters.get(slug="decent-work")
        saved(part, editor.person, "Somebody wrote meanwhile.")
        return made(*given, **more)

    monkeypatch.setattr(books, "book", slow)
    with pytest.raises(Moved):
        published(whole, editor.person)
    assert Edition.objects.get().state == "in review"
    assert not Frozen.objects.exists()


def test_two_editions_side_by_side(editor: Any, whole: Edition, client: Client) -> None:
    published(whole, editor.person)
    trust = entered(owner())
    goal_8 = {"framework": SDG, "goal": "goal-8", "due": (NOW + dt.timedelta(days=200)).date()}
    promised(trust, partner(trust, editor.person), title="Evening courses for all", **goal_8)
    later = edition(editor.person, "The next one")
    goal(
        later,
        editor.person,
        text=TEXT.replace("{{value of employment-rate}}", "{{value of employment-rate at 2022}}"),
    )
    published(later, editor.person, NOW + dt.timedelta(days=400))
    page = text(client.get(f"/editions/{later.slug}/compare/?other={whole.slug}"))
    assert "1 commitment to goals of these frameworks; met on the day of the later edition: 0." in page
    assert "Evening courses for all" in page
    assert "Figures that stand in both: 1. Of a newer period: 1. Revised for the same period: 0." in page
    assert "(2022)" in page
    assert f"other={whole.slug}" in text(client.get(f"/editions/{later.slug}/"))
    assert "is worked out from what the record says today" not in page
    assert client.get(f"/editions/{later.slug}/compare/").status_code == 404


def test_what_was_promised_stays_as_it_stood_when_the_edition_was_published(
    editor: Any, whole: Edition, client: Client
) -> None:
    trust = entered(owner())
    by = partner(trust, editor.person)
    goal_8 = {"framework": SDG, "goal": "goal-8", "due": (NOW + dt.timedelta(days=200)).date()}
    made = promised(trust, by, title="Evening courses for all", **goal_8)
    published(whole, editor.person)
    later = edition(editor.person, "The next one")
    goal(later, editor.person)
    published(later, editor.person, NOW + dt.timedelta(days=10))
    address = f"/editions/{later.slug}/compare/?other={whole.slug}"
    before = comparison(client, address)
    assert "Evening courses for all" in before
    updated(
        made,
        by,
        kind="done",
        evidence_words="Photographs",
        day=(NOW + dt.timedelta(days=5)).date(),
        now=NOW + dt.timedelta(days=20),
    )
    promised(trust, by, title="Written down too late", **goal_8)
    Organisation.objects.filter(pk=trust.pk).update(name="Another name")
    corrected(later, editor.person, "decent-work", "It ", "The rate ")
    assert comparison(client, address) == before
    Frozen.objects.update(promised=None)  # as of an edition that was frozen before promises were kept
    live = comparison(client, address)
    assert "Written down too late" in live
    assert "is worked out from what the record says today of that day" in live


def comparison(client: Client, address: str) -> str:
    """The list of promises of a comparison."""
    page = text(client.get(address))
    return page[page.index("What was promised and done") : page.index("</main>")]


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("zip", b"PK")]
)
def test_it_is_to_be_had_as_a_file(
    editor: Any, whole: Edition, client: Client, kind: str, begins: bytes
) -> None:
    published(whole, editor.person)
    answer = client.get(f"{HOME}edition.{kind}")
    assert answer.content.startswith(begins)
    assert f'filename="state-of-the-region-1.{kind}"' in answer["Content-Disposition"]
    assert client.get(f"{HOME}edition.{kind}").content == answer.content
    assert client.get(f"{HOME}chapters/none/chapter.pdf").status_code == 404
    alone = client.get(f"{HOME}chapters/walsall/chapter.{kind}")
    assert alone.status_code == (200 if kind in ("pdf", "docx") else 404)
