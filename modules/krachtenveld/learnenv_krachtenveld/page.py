"""The page "Jouw krachtenveld": the learner's own actor map as a picture, as tables, and what stands out in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from learnenv import ModulePage, PageAsk, PagePart, PagePicture, PageTable, PageText, Text
from learnenv_krachtenveld.actor_map import MapRow, approach, rows
from learnenv_krachtenveld.picture import WORDS, drawing

MODULE = "krachtenveld"
_TO_CANVAS = "/lesson?module=krachtenveld&page=your-map"

_EMPTY = Text(
    nl=f"Hier komt je kaart te staan, als tekening. Vul eerst [je krachtenveldkaart]({_TO_CANVAS}) in en sla hem op. "
    "Een paar mensen is genoeg om te beginnen.",
    en=f"This is where your map will be, as a drawing. First fill in [your stakeholder map]({_TO_CANVAS}) and save "
    "it. A few people are enough to begin with.",
)
_EMPTY_ALT = Text(
    nl="Een leeg raster: macht loopt van onder naar boven, belang van links naar rechts.",
    en="An empty grid: power runs from the bottom up, interest from left to right.",
)
_INTRO = Text(
    nl=f"Zo heb je [je krachtenveldkaart]({_TO_CANVAS}) ingevuld. Verander je daar iets en sla je het op, dan "
    "verandert het hier mee. De nummers staan ook in de tabel.\n\n"
    "> **Houd deze kaart in het team.** Er staan oordelen over mensen op.",
    en=f"This is how you filled in [your stakeholder map]({_TO_CANVAS}). Change something there and save it, and it "
    "changes here too. The numbers are in the table as well.\n\n"
    "> **Keep this map in the team.** It holds judgements about people.",
)
_OUT = Text(
    nl="Niet op de tekening: nummer {numbers}. Macht en belang moeten een heel getal van 1 tot en met 5 zijn.",
    en="Not in the drawing: number {numbers}. Power and interest have to be a whole number from 1 to 5.",
)
_OVERLOOKED = Text(
    nl="**Kijk nog eens naar nummer {numbers}.** Sterk geraakt, weinig macht. Volgens het raster is informeren of af "
    "en toe kijken dan genoeg. Voor publiek werk is dat te weinig. Wie vraagt hen om mee te doen, en wanneer?",
    en="**Look again at number {numbers}.** Strongly affected, little power. By the grid it is enough to keep them "
    "informed or to look now and then. For public work that is not enough. Who asks them to take part, and when?",
)
_NOBODY = Text(
    nl="**Niemand heeft een 4 of 5 bij geraakt.** Wie merkt iets van jullie experiment in het dagelijks leven? "
    "Staat die al op de kaart?",
    en="**Nobody has a 4 or 5 for affected.** Who notices your experiment in daily life? Are they on the map yet?",
)
_AGAIN = Text(
    nl="Een kaart veroudert. Maak hem opnieuw na een nieuwsbericht, een nieuwe wethouder, een klacht bij de "
    "ombudsman of een reorganisatie bij een partner.",
    en="A map grows old. Make it again after a news item, a new alderman, a complaint to the ombudsman or a "
    "reorganisation at a partner.",
)
_COLUMNS = (
    Text(nl="Wie", en="Who"),
    Text(nl="Macht", en="Power"),
    Text(nl="Belang", en="Interest"),
    Text(nl="Geraakt", en="Affected"),
)
_PLAN = (
    Text(nl="Wie", en="Who"),
    Text(nl="Nodig van ons", en="Needs from us"),
    Text(nl="Wie praat met hen, wanneer", en="Who talks to them, when"),
)
_CAPTIONS = (Text(nl="Wie staat waar", en="Who stands where"), Text(nl="Contactplan", en="Contact plan"))
_BETWEEN = Text(nl="tussen twee vakken", en="between two boxes")
_ALT = Text(nl="Jouw krachtenveld als raster. {boxes}", en="Your field of forces as a grid. {boxes}")
_MOST = Text(nl="Het meest geraakt: {who}.", en="Most affected: {who}.")


def draw(ask: PageAsk) -> Sequence[PagePart]:
    """The page of one learner."""
    found = rows(ask.answers)
    nl = ask.language == "nl"
    if not found:
        return [PageText(_EMPTY.get(ask.language)), PagePicture(drawing((), nl), _EMPTY_ALT.get(ask.language))]
    notes = "\n\n".join(words.get(ask.language).format(numbers=_numbers(who, nl)) for words, who in _notes(found))
    return [
        PageText(_INTRO.get(ask.language)),
        PagePicture(drawing(found, nl), _alt(found, ask)),
        PageText(notes),
        _table(found, ask),
        _plan(found, ask),
    ]


YOUR_FIELD = ModulePage("your-field", MODULE, Text(nl="Jouw krachtenveld", en="Your field of forces"), draw)


def _notes(found: Sequence[MapRow]) -> Iterator[tuple[Text, Sequence[MapRow]]]:
    """What stands out: the sentence, and the actors whose numbers belong in it."""
    if out := [row for row in found if not row.placed]:
        yield _OUT, out
    if overlooked := [row for row in found if row.overlooked]:
        yield _OVERLOOKED, overlooked
    if not any(row.affected > 3 for row in found):
        yield _NOBODY, ()
    yield _AGAIN, ()


def _numbers(who: Sequence[MapRow], nl: bool) -> str:
    *most, last = [str(row.number) for row in who] or [""]
    return f"{', '.join(most)} {'en' if nl else 'and'} {last}" if most else last


def _alt(found: Sequence[MapRow], ask: PageAsk) -> str:
    """The drawing in words: per box who lies in it, and who is affected most."""
    said = []
    for name in ("close", "satisfied", "informed", "watch", "between"):
        inside = [_named(row) for row in found if approach(row) == name]
        if inside:
            said.append(f"{_box(name, ask).capitalize()}: {', '.join(inside)}.")
    most = max(row.affected for row in found)
    if most > 3:
        hit = ", ".join(_named(row) for row in found if row.affected == most)
        said.append(_MOST.get(ask.language).format(who=hit))
    return _ALT.get(ask.language).format(boxes=" ".join(said))


def _table(found: Sequence[MapRow], ask: PageAsk) -> PageTable:
    cells = tuple(
        (_named(row), *(str(rating or "–") for rating in (row.power, row.interest, row.affected))) for row in found
    )
    return PageTable(tuple(column.get(ask.language) for column in _COLUMNS), cells, _CAPTIONS[0].get(ask.language))


def _plan(found: Sequence[MapRow], ask: PageAsk) -> PageTable:
    cells = tuple((_named(row), row.needs or "–", row.contact or "–") for row in found)
    return PageTable(tuple(column.get(ask.language) for column in _PLAN), cells, _CAPTIONS[1].get(ask.language))


def _named(row: MapRow) -> str:
    return f"{row.number} {row.who or '–'}"


def _box(name: str, ask: PageAsk) -> str:
    return (_BETWEEN if name == "between" else WORDS[name]).get(ask.language)
