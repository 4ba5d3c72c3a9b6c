"""What a cell with a form has in common, whether it is an exercise or a case: words above, a form, words below.

Handlers may run on another thread than the cells (a kernel with subshells answers while a cell runs): one at a time
for each form, and nothing here draws a plot, which could not be done there.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from IPython.display import DisplayHandle, Markdown, display

from learnenv.domain.errors import LearnenvError
from learnenv.notebook.desk import Desk, in_one_line
from learnenv.notebook.widget import FormWidget
from learnenv.services.failures import describe

log = logging.getLogger(__name__)
ViewT = TypeVar("ViewT")


class FormCell(ABC, Generic[ViewT]):
    """A form in a notebook, over a view of what it is about. Who inherits says what to draw and what to do."""

    name: str
    """The function that makes one."""

    def __init__(self, ref: str, desk: Desk) -> None:
        self.ref = ref
        self.desk = desk
        self._lock = threading.RLock()
        self._checks = 0
        self._draft_seq: float = 0
        self._problem = ""
        self._said = ""
        self._widget: FormWidget | None = None
        self._above: list[DisplayHandle] = []
        self._below: list[DisplayHandle] = []
        self._view = self._read_here()

    def __repr__(self) -> str:
        return f"{self.name}({self.ref!r})"

    @property
    def view(self) -> ViewT:
        """What is known of it, as the web draws it too."""
        return self._view

    def refresh(self) -> None:
        """Take over what was done elsewhere in the meantime, such as in the browser."""
        with in_one_line(self.desk.words.language), self._lock:
            self.desk = self.desk.now()
            self._view = self._read_here()
            self._publish()

    @property
    def widget(self) -> FormWidget:
        """The form itself, made when it is first wanted."""
        with self._lock:
            if self._widget is None:
                self._widget = FormWidget(self._props(), self._told, self._in_words())
            return self._widget

    def _ipython_display_(self) -> None:
        """Three outputs: the words come first and apart, so that they are still there when no kernel is."""
        self.refresh()
        for handles, text in ((self._above, self._text_above()), (None, ""), (self._below, self._text_below())):
            if handles is None:
                display(self.widget)
                continue
            handle = display(Markdown(text), display_id=True)
            if handle is not None:
                handles.append(handle)

    def _told(self, event: str, content: Mapping[str, Any]) -> None:
        """Do what the learner asked for, and only then show what came of it: record first, then publish."""
        with self._lock:
            self._try(lambda: self._do(event, content), said=event)
            self._publish()

    def _try(self, do: Callable[[], None], *, said: str) -> None:
        self._problem = self._said = ""
        if said != "draft":
            self._checks += 1
        try:
            self.desk = self.desk.now()
            do()
        except LearnenvError as error:
            self._problem = describe(error, self.desk.words, handing_in=True)
        except Exception:
            log.exception("what was done in a form failed", extra={"event": "cell-failed"})
            self._problem = self.desk.words.say("notebook.failed")

    def _publish(self) -> None:
        """Show how things are now, wherever this is shown."""
        if self._widget is not None:
            said = {"number": self._checks, "text": self._said} if self._said else None
            self._widget.props = {**self._props(), "said": said}
        for handles, text in ((self._above, self._text_above()), (self._below, self._text_below())):
            for handle in handles:
                handle.update(Markdown(text))

    def _note_draft(self, content: Mapping[str, Any]) -> None:
        """A draft is on record: the tab may forget its copy."""
        number = content.get("seq")
        self._draft_seq = number if isinstance(number, int | float) and number == number else 0

    def _read_here(self) -> ViewT:
        with in_one_line(self.desk.words.language):
            return self._read()

    @abstractmethod
    def _read(self) -> ViewT:
        """How things are on record now."""

    @abstractmethod
    def _do(self, event: str, content: Mapping[str, Any]) -> None:
        """Do what a form told."""

    @abstractmethod
    def _props(self) -> dict[str, Any]:
        """What the form is drawn from."""

    @abstractmethod
    def _text_above(self) -> str: ...

    @abstractmethod
    def _text_below(self) -> str: ...

    @abstractmethod
    def _in_words(self) -> str:
        """What stands in place of the form where none can be drawn."""
