"""learnenv: learn innovation methods by doing them. These are the names a module package may import, and no other."""

from learnenv.domain.answer import Answer
from learnenv.domain.errors import InvalidAnswer
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
    ShortText,
    Table,
)
from learnenv.domain.text import Message, Text, Words
from learnenv.plugins.hookspecs import hookimpl
from learnenv.reader.spec import read_spec

__all__ = [
    "Answer",
    "ContentError",
    "DataFault",
    "ExerciseType",
    "Field",
    "Form",
    "Grade",
    "InvalidAnswer",
    "LongText",
    "ManyOf",
    "Mark",
    "Message",
    "Number",
    "OneOf",
    "Option",
    "Order",
    "Place",
    "Samples",
    "ShortText",
    "Table",
    "Text",
    "Words",
    "hookimpl",
    "read_spec",
]
