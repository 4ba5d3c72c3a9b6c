"""Search in everything, advice for a problem, and links to the words of the trade."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from learnenv import hookimpl
from learnenv.domain.guide import Term
from learnenv.domain.text import Text
from learnenv.library import Library
from learnenv.library.full_text import excerpt, forms, stem, telling
from learnenv.library.passages import plain
from learnenv.library.term_links import TermLinks
from learnenv.plugins.manager import Plugins
from tests.library.writing import Bringing, module
from tests.library.writing import library as both
from tests.support.cases import write_case_module
from tests.support.source import ROOT


class Guiding:
    """A plugin that brings the shipped guides."""

    @hookimpl
    def learnenv_guides(self) -> Sequence[Path]:
        """Their folder."""
        return [ROOT / "content" / "learnenv_content" / "guides"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    home = tmp_path_factory.mktemp("modules")
    write_case_module(home)
    plugins = Plugins()
    from learnenv import exercise_types

    plugins.register(exercise_types, "learnenv")
    plugins.register(Bringing(module(home, "zwaar"), types=()), "pack")
    plugins.register(Guiding(), "guides")
    return Library(plugins, [home / "loket"])


@pytest.mark.parametrize(
    ("text", "language", "kind", "id"),
    [
        ("opdracht directeur", "nl", "case", "loket/the-counter"),
        ("queue counter", "en", "case", "loket/the-counter"),
        ("Mijn experiment", "nl", "exercise", "loket/my-experiment"),
        ("bladzijde 2", "nl", "lesson", "loket/page-2"),
        ("idee toetsen", "nl", "module", "zwaar"),
        ("runchart", "nl", "term", "run-chart"),
        ("nieuwe doetank", "nl", "path", "new-doetank"),
        ("CANVÁS directeur", "nl", "", ""),
    ],
)
def test_each_kind_of_text_is_found_in_its_language(
    library: Library, text: str, language: str, kind: str, id: str
) -> None:
    found = library.search_all(text, language)  # type: ignore[arg-type]
    if kind:
        assert (kind, id) in [(hit.kind, hit.id) for hit in found[:3]]
    else:
        assert found, "some of the words are better than nothing"


def test_a_word_is_found_inside_another_and_without_its_ending(library: Library) -> None:
    assert library.search_all("meekijk", "nl") or library.search_all("experiment", "nl")
    assert [hit.id for hit in library.search_all("grafiek", "nl") if hit.kind == "term"] == ["run-chart"]
    assert [hit.id for hit in library.search_all("nabesprekingen", "nl") if hit.kind == "term"] == [
        "after-action-review"
    ]


@pytest.mark.parametrize(
    "text", ["", "  ", "a b", '"', "' OR 1=1 --", "*", "NEAR(", "^x:", "%_", "\x00", "😀" * 50, "a" * 5000]
)
def test_rubbish_finds_nothing_and_breaks_nothing(library: Library, text: str) -> None:
    assert library.search_all(text, "nl") == () or isinstance(library.search_all(text, "nl")[0].title, str)
    assert isinstance(library.advise(text, "nl"), tuple)


@pytest.mark.parametrize(
    ("says", "language", "problem"),
    [
        ("we vergaderen maar door en er gebeurt niets", "nl", "only-talk"),
        ("De jurist van privacy houdt het tegen", "nl", "opposition"),
        ("nobody opens our letters", "en", "citizens-do-not-respond"),
        ("we hebben geen budget en geen uren", "nl", "nobody-has-time"),
        ("how do we scale our pilot", "en", "pilot-stays-pilot"),
        ("mensen komen niet opdagen bij afspraken", "nl", "citizens-do-not-respond"),
        ("everyone is too busy", "en", "nobody-has-time"),
        ("collega's werken langs elkaar heen", "nl", "too-complicated"),
        ("who should we involve", "en", "opposition"),
    ],
)
def test_what_somebody_says_finds_the_problem_that_is_like_it(
    library: Library, says: str, language: str, problem: str
) -> None:
    assert library.advise(says, language)[0] == problem  # type: ignore[arg-type]


def test_words_that_are_everywhere_do_not_count_and_long_words_lose_their_end() -> None:
    assert telling("Wij vergaderen er steeds over") == ("vergaderen",)
    assert stem("vergaderen") == "vergader"
    assert telling("De het een") == ("het", "een")
    assert telling("ab c") == ()


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("schulden", "schuld"),
        ("schuld", "schulden"),
        ("debts", "debt"),
        ("premortems", "premortem"),
        ("experiment", "experimenten"),
    ],
)
def test_one_form_of_a_word_is_the_same_word_as_another(typed: str, text: str) -> None:
    assert text in forms(typed)
    assert not {"schuldvraag", "schuldhulp"} & set(forms(typed))


BLAME = "Kijk terug zonder schuldvraag. "
DEBTS = "Hij praat niet graag over schulden. "


def test_a_place_with_the_word_itself_comes_before_one_with_a_longer_word(tmp_path: Path) -> None:
    first = module(tmp_path, "terugkijken", nl="Zonder schuldvraag")
    second = module(tmp_path, "aanbellen")
    (second / "lessons" / "first.nl.md").write_text(
        "# Aan de deur\n\n" + "Over iets anders. " * 40 + DEBTS + "\n\n```{learnenv} heavy\n```\n", encoding="utf-8"
    )
    found = both(first, second)
    assert [hit.id for hit in found.search_all("schulden", "nl")] == ["aanbellen/first", "terugkijken"]
    assert [hit.id for hit in found.search_all("schuldvraag", "nl")] == ["terugkijken"]


def test_an_excerpt_shows_the_word_itself_if_it_is_there() -> None:
    cut = excerpt(BLAME * 20 + DEBTS + "einde " * 60, ["schulden"])
    assert "over schulden" in cut
    assert "schuldvraag" in excerpt(BLAME, ["schulden"])


def test_an_excerpt_shows_the_word_and_is_cut_between_words() -> None:
    text = "begin " * 60 + "naald " + "einde " * 60
    cut = excerpt(text, ["naald"])
    assert "naald" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert excerpt("kort", ["x"]) == "kort"


def test_markdown_is_searched_as_it_is_read() -> None:
    text = plain(
        "## Kop\n\nEen **vet**: [woord](https://example.org/geheim) ![plaatje](x.svg)\n\n| a | b |\n| - | - |\n"
    )
    assert " ".join(text.split()) == "Kop Een vet: woord plaatje a b"


TERMS = (
    Term("doetank", Text("Doetank", "Doetank"), Text("x", "x"), (Text("Doetanks", "Doetanks"),)),
    Term("stop", Text("stopregel", "stop rule"), Text("x", "x")),
)


def linked(markdown: str) -> str:
    return TermLinks(TERMS, "nl", lambda id: f"/g?{id}").put_in(markdown)


@pytest.mark.parametrize(
    ("markdown", "result"),
    [
        ("Een Doetank werkt.", "Een [Doetank](/g?doetank) werkt."),
        ("Doetanks en nog een Doetank.", "[Doetanks](/g?doetank) en nog een Doetank."),
        ("## De Doetank\n\ndoetank", "## De Doetank\n\n[doetank](/g?doetank)"),
        ("[een Doetank](https://x) en `stopregel`", "[een Doetank](https://x) en `stopregel`"),
        ("![Doetank](/x.svg)", "![Doetank](/x.svg)"),
        ("Doetankcanvas, anti-Doetank", "Doetankcanvas, anti-Doetank"),
        ("```\nstopregel\n```\n\n**stopregel**", "```\nstopregel\n```\n\n**[stopregel](/g?stop)**"),
        ("https://example.org/Doetank", "https://example.org/Doetank"),
    ],
)
def test_a_word_of_the_trade_becomes_a_link_at_its_first_place(markdown: str, result: str) -> None:
    assert linked(markdown) == result


def test_without_terms_a_text_stays_as_it_is() -> None:
    assert TermLinks((), "nl", str).put_in("Een Doetank.") == "Een Doetank."


@pytest.mark.slow
def test_a_search_in_a_thousand_modules_takes_no_time_that_anyone_notices(tmp_path: Path) -> None:
    folders = [module(tmp_path, f"module-{number}", nl=f"Titel {number}") for number in range(1000)]
    plugins = Plugins()
    plugins.register(Bringing(*folders), "pack")
    library = Library(plugins)
    library.warm()
    began = time.process_time()
    for number in range(100):
        assert library.search_all(f"titel {number}", "nl")
    assert (time.process_time() - began) / 100 < 0.05
