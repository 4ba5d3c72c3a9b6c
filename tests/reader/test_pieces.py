"""Where a text can be cut so that nothing of it changes."""

from __future__ import annotations

from learnenv.reader.pieces import block_starts


def test_a_text_is_cut_between_its_blocks_and_never_inside_one() -> None:
    text = "One\ntwo\n\n- a\n\n  more of a\n- b\n\n## Heading\n\n> quote\n> on\n\n"
    text += "```\ncode\n\ncode\n```\n| a |\n|---|\n| b |"
    assert block_starts(text) == (0, 3, 8, 10, 13, 18)


def test_a_text_with_addresses_by_name_is_one_block() -> None:
    assert block_starts("[a][b]\n\nmore\n\n[b]: https://example.org") == (0,)


def test_a_text_that_begins_with_nothing_begins_there_too() -> None:
    assert block_starts("") == (0,)
    assert block_starts("\n\nwords") == (0, 2)
