"""What changed between two versions, as people would say it."""

from __future__ import annotations

import time

import pytest

from learnenv.domain.comparing import Row, Run, Runs, compare_rows, compare_text, compare_words

SIGNS = {"same": "", "added": "+", "removed": "-"}


def shown(runs: Runs) -> str:
    """Golden form: -gone- +come+ stayed."""
    return " ".join(f"{SIGNS[run.change]}{run.text}{SIGNS[run.change]}" for run in runs)


def rows(found: tuple[Row, ...]) -> list[str]:
    return [f"{row.change}: {' | '.join(shown(cell) for cell in row.cells)}" for row in found]


@pytest.mark.parametrize(
    ("before", "after", "golden"),
    [
        ("", "", ""),
        ("een twee", "een twee", "een twee"),
        ("", "een twee", "+een twee+"),
        ("een twee", "", "-een twee-"),
        ("een twee drie", "een nul twee drie", "een +nul+ twee drie"),
        ("een proef met de balie", "een proef met het loket", "een proef met -de balie- +het loket+"),
        ("wacht 40 minuten nu", "wacht 15 minuten nu", "wacht -40- +15+ minuten nu"),
        ("Dat is goed.", "Dat is goed!", "Dat is -goed.- +goed!+"),
        ("een  twee\u00a0drie", "een twee drie", "een twee drie"),
    ],
)
def test_words_that_came_and_went(before: str, after: str, golden: str) -> None:
    assert shown(compare_words(before, after)) == golden


def test_what_stayed_between_two_larger_changes_and_is_too_short_to_read_counts_as_changed() -> None:
    before, after = "de lange rij bij het loket", "een kleine groep bij een klein bureau"
    assert shown(compare_words(before, after)) == f"-{before}- +{after}+"


def test_a_text_is_compared_line_by_line_and_empty_lines_do_not_count() -> None:
    before = "Wij zien een rij.\n\nDat kost tijd.\nTot slot."
    after = "Nieuw begin van het verhaal.\nWij zien een lange rij.\n\n\nTot slot."
    assert rows(compare_text(before, after)) == [
        "added: +Nieuw begin van het verhaal.+",
        "changed: Wij zien een +lange+ rij.",
        "removed: -Dat kost tijd.-",
        "same: Tot slot.",
    ]


def test_rows_are_changed_added_and_removed() -> None:
    before = [("kijken", "Ana", "mei"), ("praten", "Bo", "juni"), ("stoppen", "", "")]
    after = [("kijken", "Ana", "mei"), ("praten en luisteren", "Bo", "juni"), ("vieren", "Cor", "juli")]
    assert rows(compare_rows(before, after)) == [
        "same: kijken | Ana | mei",
        "changed: praten +en luisteren+ | Bo | juni",
        "removed: -stoppen- |  | ",
        "added: +vieren+ | +Cor+ | +juli+",
    ]


def test_nothing_is_lost_and_nothing_is_made_up() -> None:
    before, after = "a b c\nd e f\ng", "a c x\nf e d\n\nh g"
    found = [run for row in compare_text(before, after) for runs in row.cells for run in runs]
    assert sorted(w for run in found if run.change != "added" for w in run.text.split()) == sorted(before.split())
    assert sorted(w for run in found if run.change != "removed" for w in run.text.split()) == sorted(after.split())


@pytest.mark.parametrize("unit", ["a ", "a\n", "a b\n", "ab", "a " * 150 + "\n"], ids=repr)
def test_no_text_that_fits_in_a_field_keeps_the_reader_waiting(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    compare_text(text, f"begin {text[: len(text) // 2]}")
    assert time.process_time() - began < 5


def test_equal_texts_have_one_run_per_line() -> None:
    assert compare_text("een twee\ndrie", "een twee\ndrie") == (
        Row("same", ((Run("same", "een twee"),),)),
        Row("same", ((Run("same", "drie"),),)),
    )
