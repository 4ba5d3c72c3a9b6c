"""Names: which will do, and what is said of those that will not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from learnenv.authoring.errors import NotMade
from learnenv.authoring.names import module_name, package_name, type_name
from learnenv.domain.text import Message
from learnenv.language import speech


@pytest.mark.parametrize("name", ["my-method", "m2", "a-b-c", "test", "x" * 61])
def test_a_good_name_stays_as_it_is(name: str) -> None:
    assert module_name(name) == name


@pytest.mark.parametrize(
    ("given", "use"),
    [
        ("My Method", "my-method"),
        ("MyMethod", "my-method"),
        ("my_method", "my-method"),
        ("my.method", "my-method"),
        ("-my-method-", "my-method"),
        ("één stap verder!", "een-stap-verder"),
        ("Ærø", ""),
        ("1st-step", "my-1st-step"),
        ("a\nb", "a-b"),
        ("x" * 200, "x" * 61),
        ("a", ""),
        ("日本", ""),
        ("\ud800", ""),
        ("...", ""),
        ("my-method/", "my-method"),
    ],
)
def test_a_bad_name_is_answered_with_the_nearest_good_one(given: str, use: str) -> None:
    with pytest.raises(NotMade) as caught:
        module_name(given)
    message = caught.value.message
    assert message.key == ("authoring.name.use" if use else "authoring.name.bad")
    assert message.values.get("use", "") == use


@pytest.mark.parametrize(
    ("given", "key", "use"),
    [
        ("", "authoring.name.missing", None),
        ("   ", "authoring.name.missing", None),
        ("con", "authoring.name.reserved", "my-con"),
        ("lpt1", "authoring.name.reserved", "my-lpt1"),
        ("learnenv", "authoring.name.reserved", "my-learnenv"),
        ("learnenv-doetank", "authoring.name.prefix", "doetank"),
        ("there", "authoring.name.taken", "there-3"),
        ("work/My Method", "authoring.name.path", "my-method"),
        ("..\\my-method", "authoring.name.path", "my-method"),
        ("..", "authoring.name.bad", None),
        ("/", "authoring.name.bad", None),
    ],
)
def test_every_other_reason_has_its_own_words(given: str, key: str, use: str | None) -> None:
    with pytest.raises(NotMade) as caught:
        module_name(given, ("there", "there-2"))
    assert (caught.value.message.key, caught.value.message.values.get("use")) == (key, use)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("class", "authoring.name.reserved"),
        ("content", "authoring.name.reserved"),
        ("numeric", "authoring.type.taken"),
        ("Rate It", "authoring.name.use"),
    ],
)
def test_an_exercise_type_has_a_name_that_python_can_use(given: str, key: str) -> None:
    with pytest.raises(NotMade) as caught:
        type_name(given, ("numeric",))
    assert caught.value.message.key == key


@given(st.text(max_size=80))
@example("NUL")
@example("Learnenv Nul")
@example("LEARNENV")
@example("0learnenv-learnenv-x")
def test_whatever_is_typed_gives_a_good_name_or_one_line_with_a_way_out(text: str) -> None:
    refused = _refused(text)
    if refused is None:
        assert package_name(text).isidentifier()
        return
    assert "\n" not in speech("nl").say(refused)
    use = refused.values.get("use")
    assert use is None or module_name(str(use)) == use


def _refused(text: str) -> Message | None:
    try:
        module_name(text)
    except NotMade as error:
        return error.message
    return None
