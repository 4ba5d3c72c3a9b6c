"""Forms to draw in tests: one of each kind of field, and the words of the interface in both languages."""

from __future__ import annotations

from typing import Any

NL = {
    "answer": "Je antwoord",
    "submit": "Controleer",
    "checking": "Bezig met controleren…",
    "no_answer_yet": "Nog geen antwoord van de server. Je antwoord staat er nog; probeer het zo opnieuw.",
    "required": "(verplicht)",
    "item_right": "goed",
    "item_wrong": "nog niet",
    "move_up": "Omhoog: {text}",
    "move_down": "Omlaag: {text}",
    "position": "{text} staat nu op plaats {n} van {total}",
    "drag_hint": "Sleep, of gebruik de knoppen of de pijltjestoetsen.",
    "choose_place": "Kies…",
    "place_of": "Plaats voor: {text}",
    "placed": "{text} staat nu bij {place}",
    "not_placed": "nog niet geplaatst",
    "not_set": "nog niet ingesteld",
    "words_min": "Woorden: {n} (minstens {min})",
    "words_max": "Woorden: {n} (hoogstens {max})",
    "words_range": "Woorden: {n} (tussen {min} en {max})",
    "row": "Rij {n}",
    "add_row": "Rij toevoegen",
    "remove_row": "Verwijder rij {n}",
    "unknown_field": "Dit deel van de oefening kan hier niet worden getoond. Vernieuw de pagina.",
    "certainty": "Hoe zeker ben je? (mag je leeg laten)",
    "certainty_low": "Twijfel",
    "certainty_mid": "Redelijk zeker",
    "certainty_high": "Heel zeker",
}
EN = {
    "answer": "Your answer",
    "submit": "Check",
    "checking": "Checking…",
    "no_answer_yet": "No answer from the server yet. Your answer is still here; try again in a moment.",
    "required": "(required)",
    "item_right": "right",
    "item_wrong": "not yet",
    "move_up": "Up: {text}",
    "move_down": "Down: {text}",
    "position": "{text} is now number {n} of {total}",
    "drag_hint": "Drag, or use the buttons or the arrow keys.",
    "choose_place": "Choose…",
    "place_of": "Place for: {text}",
    "placed": "{text} is now with {place}",
    "not_placed": "not placed yet",
    "not_set": "not set yet",
    "words_min": "Words: {n} (at least {min})",
    "words_max": "Words: {n} (at most {max})",
    "words_range": "Words: {n} (between {min} and {max})",
    "row": "Row {n}",
    "add_row": "Add row",
    "remove_row": "Remove row {n}",
    "unknown_field": "This part of the exercise cannot be shown here. Reload the page.",
    "certainty": "How sure are you? (optional)",
    "certainty_low": "Not sure",
    "certainty_mid": "Fairly sure",
    "certainty_high": "Very sure",
}


def options(*texts: str) -> list[dict[str, str]]:
    """Options with the ids o1, o2, ..."""
    return [{"id": f"o{n}", "text": text} for n, text in enumerate(texts, 1)]


def field(kind: str, name: str, label: str = "", help: str = "", **more: Any) -> dict[str, Any]:
    """A field as Python hands it to the module."""
    return {"kind": kind, "name": name, "label": label, "help": help, "required": True, **more}


ONE_OF = field(
    "one-of",
    "one",
    "Wat is de eerste stap van een Doetank?",
    options=options(
        "Een projectplan schrijven met alle betrokken afdelingen en een stuurgroep",
        "Een klein experiment doen op de werkvloer",
        "Een extern bureau vragen om advies",
    ),
)
MANY_OF = field(
    "many-of",
    "many",
    "Wie horen er in het team?",
    "Kies alles wat past.",
    options=options("Een vakvrouw van de balie", "Een inwoner", "De beslisser", "Niemand van buiten"),
)
ORDER = field(
    "order",
    "order",
    "Zet de stappen op volgorde",
    items=options(
        "Kijken wat er gebeurt",
        "Klein proberen met twee collega's en een inwoner",
        "Delen met anderen",
        "Het probleem kiezen",
    ),
)
PLACE = field(
    "place",
    "place",
    "Wat hoort waarbij?",
    "Kies bij elke uitspraak de rol die past.",
    items=options(
        "Zorgt dat het team door kan",
        "Weet hoe het werk echt gaat",
        "Haalt regels uit de weg",
        "Stelt vragen in plaats van antwoorden te geven",
    ),
    places=[
        {"id": "p1", "text": "Beslisser"},
        {"id": "p2", "text": "Professional"},
        {"id": "p3", "text": "Coach"},
    ],
)
NUMBER = field("number", "number", "Hoeveel procent van de plannen blijft liggen?", unit="%")
SLIDER = field(
    "number",
    "slider",
    "Hoeveel verschil heeft de proef gemaakt?",
    unit="procentpunt",
    range={"least": -20, "most": 20, "step": 0.1},
)
SHORT = field("short-text", "short", "Hoe heet jullie experiment?", format="text")
DATE = field("short-text", "date", "Wanneer begin je?", format="date")
LONG = field(
    "long-text",
    "long",
    "Beschrijf het probleem zoals jij het ziet",
    "Schrijf zoals je het aan een collega vertelt.",
    min_words=20,
    max_words=80,
    rows=5,
)
TABLE = field(
    "table",
    "table",
    "Wie doet wat?",
    columns=[{"id": "c1", "text": "Wie"}, {"id": "c2", "text": "Wat hij of zij doet"}],
    max_rows=5,
)
MANY_COLUMNS = field(
    "table",
    "wide",
    "Met wie praat je?",
    columns=[{"id": f"c{n}", "text": name} for n, name in enumerate(["Rol", "Macht", "Belang", "Nodig", "Wanneer"])],
)
LIST = field("table", "list", "Wat heb je nodig?", columns=[{"id": "c1", "text": ""}], max_rows=4)

EVERY_FIELD = [ONE_OF, MANY_OF, ORDER, PLACE, NUMBER, SLIDER, SHORT, DATE, LONG, TABLE, LIST]

ANSWER: dict[str, Any] = {
    "one": "o2",
    "many": ["o1", "o2"],
    "order": ["o4", "o2", "o1", "o3"],
    "place": {"o1": "p1", "o2": "p2", "o3": "p1", "o4": "p3"},
    "number": "41,7",
    "slider": "-2,4",
    "short": "Samen aan de balie",
    "date": "2031-05-06",
    "long": "Het duurt te lang.",
    "table": [{"c1": "Ana", "c2": "belt"}],
    "list": [{"c1": "tijd"}],
}


def props(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    """What a host hands to the module for these fields."""
    return {
        "fields": list(fields),
        "value": {},
        "result": None,
        "text": NL,
        "language": "nl",
        "readonly": False,
        **more,
    }


def result(attempt: int, state: str, message: str = "", **more: Any) -> dict[str, Any]:
    """The outcome of a checked answer."""
    return {"attempt": attempt, "state": state, "message": message, "parts": [], "invalid": {}, **more}
