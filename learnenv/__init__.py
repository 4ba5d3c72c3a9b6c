"""learnenv: learn innovation methods by doing them. These are the names a module package may import, and no other."""

from learnenv.domain.answer import Answer
from learnenv.domain.content import Exercise
from learnenv.domain.errors import InvalidAnswer
from learnenv.domain.exchange import Carried, Exporter, Importer, Written
from learnenv.domain.exercise_type import ExerciseType, Grade, Mark, Samples
from learnenv.domain.fault import ContentError, DataFault
from learnenv.domain.form import (
    Field,
    Form,
    LongText,
    ManyOf,
    Number,
    OneOf,
    Option,
    Order,
    Place,
    Range,
    ShortText,
    Table,
)
from learnenv.domain.module_page import ModulePage, PageAsk, PagePart, PagePicture, PageTable, PageText
from learnenv.domain.text import Language, Message, Text, Words
from learnenv.plugins.hookspecs import hookimpl
from learnenv.reader.spec import read_spec

__all__ = [
    "Answer",
    "Carried",
    "ContentError",
    "DataFault",
    "Exercise",
    "ExerciseType",
    "Exporter",
    "Field",
    "Form",
    "Grade",
    "Importer",
    "InvalidAnswer",
    "Language",
    "LongText",
    "ManyOf",
    "Mark",
    "Message",
    "ModulePage",
    "Number",
    "OneOf",
    "Option",
    "Order",
    "PageAsk",
    "PagePart",
    "PagePicture",
    "PageTable",
    "PageText",
    "Place",
    "Range",
    "Samples",
    "ShortText",
    "Table",
    "Text",
    "Words",
    "Written",
    "hookimpl",
    "read_spec",
]
