"""What module.yaml may hold. The docstrings are shown to authors by their editor."""

from __future__ import annotations

from dataclasses import dataclass

from learnenv.domain.text import Text

NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the module."""

    id: str
    """The first part of the names of its files: for the id `intro` these are lessons/intro.nl.md and
    lessons/intro.en.md. Never change it once learners have begun."""
    minutes: int = 0
    """How long the page takes, in minutes."""


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """Something that a learner makes in this module and takes away."""

    exercise: str
    """The id of the exercise in which it is made: a reflection, a canvas or other open work."""
    title: Text
    """What the product is called, in both languages."""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Something that facts in the texts come from."""

    id: str
    """How texts refer to it: the id S01 is written as [^S01]."""
    title: str
    """The title of the article, book, page or report."""
    author: str = ""
    """Who wrote it: people, or an organisation."""
    year: str = ""
    """The year in which it came out."""
    url: str = ""
    """Where it can be read, beginning with https:// or http://."""
    licence: str = ""
    """Under which licence it may be used, such as CC BY."""
    seen: Text = NO_TEXT
    """How much of it you read yourself, when that is not all of it."""


@dataclass(frozen=True, slots=True)
class FeedbackEntry:
    """Feedback that trainers and coaches can use as it is, or change first."""

    title: Text
    """A few words by which a trainer finds it, in both languages."""
    text: Text
    """What to say to the learner, in both languages: what is good, or what to do next."""


@dataclass(frozen=True, slots=True)
class CardFile:
    """What a learning module is: its title, what it promises, its pages in order and its sources."""

    id: str
    """The name of the module in addresses and in the record. Small letters, digits and hyphens, a letter first. Never
    change it once learners have begun: their progress is kept under it."""
    title: Text
    """What the module is called, in both languages."""
    pages: tuple[PageEntry, ...]
    """The lesson pages in order."""
    version: str = ""
    """The version of the content, in quotes, such as "1.0.0"."""
    summary: Text = NO_TEXT
    """Two sentences for the list of modules: what you do, and what you have at the end."""
    method: Text = NO_TEXT
    """The innovation method that the module teaches."""
    minutes: int = 0
    """How long the whole module takes, in minutes."""
    outcomes: tuple[Text, ...] = ()
    """What a learner can do afterwards. Begin each with what they do: choose, make, explain."""
    requires: tuple[str, ...] = ()
    """The ids of the modules that are best done before this one."""
    produces: tuple[ProductEntry, ...] = ()
    """What learners make here and take away, such as a canvas that they fill in."""
    consumes: tuple[str, ...] = ()
    """What learners made in other modules and go on with here, each as module/exercise. The cells of a canvas that
    open with it say so themselves, with `opens_with`."""
    picture: str = ""
    """The picture on the module's card: the name of a file in images/, such as cover.svg. Without one, a picture is
    drawn."""
    picture_alt: Text = NO_TEXT
    """What the picture shows, in words, for people who do not see it."""
    sources: tuple[SourceEntry, ...] = ()
    """What the facts in the texts rest on."""
    authors: tuple[str, ...] = ()
    """Who wrote the module: people, or an organisation."""
    licence: str = ""
    """The licence under which others may use the module, such as CC-BY-4.0."""
    mastery: float = 0.8
    """The average score of the closed exercises from which a finished module counts as mastered, from 0 to 1."""
    feedback: tuple[FeedbackEntry, ...] = ()
    """Feedback that is often needed here, at hand for who reviews open work."""
    most_waiting: int = 0
    """How many pieces of shared work of one learner may wait for a review in this module at the same time. Who has so
    many waiting shares no more until one is reviewed. 0: no limit."""


WANTED = ("version", "summary", "method", "minutes", "outcomes")
"""Fields without which a module can be shown, though not as it should be."""
