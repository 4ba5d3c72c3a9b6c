"""A headless client of Streamlit's websocket protocol: drives a running server without a browser, so that answers,
identity, latency and load can be tested. One `Tab` is one browser tab.

How it works: GET ws://host/_stcore/stream with subprotocols ["streamlit", xsrf token, old session id]. The third one
attaches to a session that is still in the server's memory. BackMsg goes there, a stream of ForwardMsg comes back.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates


@dataclass
class Run:
    """What one script run sent back."""

    ms: float = 0.0
    bytes: int = 0
    deltas: int = 0
    navigation_bytes: int = 0
    exceptions: list[str] = field(default_factory=list)


class Tab:
    """One browser tab. Use as an async context manager."""

    def __init__(
        self,
        port: int,
        *,
        cookie: str = "",
        session_id: str = "",
        headers: dict[str, str] | None = None,
        remember: bool = True,
    ) -> None:
        """`remember`: keep all that is received, to look through afterwards."""
        self._url = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._base = f"http://127.0.0.1:{port}"
        self._headers = {**({"Cookie": cookie} if cookie else {}), **(headers or {})}
        self.session_id = session_id
        self.elements: dict[tuple[int, ...], Any] = {}
        self.widgets: dict[str, WidgetState] = {}
        self.received = b""
        self._remember = remember
        self._fragments: dict[str, str] = {}
        self._pages: list[Any] = []
        self._page_hash = ""
        self._query = ""
        self._socket: Any = None

    async def __aenter__(self) -> Tab:
        protocols = ["streamlit", *(["unused", self.session_id] if self.session_id else [])]
        self._socket = await websockets.connect(
            self._url,
            subprotocols=[websockets.Subprotocol(each) for each in protocols],
            max_size=None,
            additional_headers=self._headers,
            compression=None,
            ping_interval=None,
            open_timeout=60,
        )
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self._socket.close()

    async def load(self, path: str = "/") -> Run:
        """The first run, as a browser that opens this path."""
        name, _, self._query = path.partition("?")
        return await self._run(self._message(page_name=name.strip("/")))

    async def rerun(self) -> Run:
        """Run the page again."""
        return await self._run(self._message())

    async def click(self, label: str) -> Run:
        """Press the button with this label."""
        return await self._press(self._labelled(label).id)

    async def press(self, key: str) -> Run:
        """Press the button with this key."""
        return await self._press(self.button(key).id)

    async def send(self, key: str, event: str, value: object) -> Run:
        """Send an event of the form with this key, as the form module does."""
        body = self.form(key)
        trigger = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{body.id}__events")
        trigger.json_trigger_value = json.dumps([{"event": event, "value": value}])
        return await self._run(self._message(self._fragments.get(body.id, ""), trigger))

    def form(self, key: str) -> Any:
        """The component element with this key."""
        for element in self.elements.values():
            if element.WhichOneof("type") == "bidi_component" and element.bidi_component.id.endswith(f"-{key}"):
                return element.bidi_component
        raise KeyError(key)

    def button(self, key: str) -> Any:
        """The button with this key. KeyError if the page has none."""
        for element in self.elements.values():
            if element.WhichOneof("type") == "button" and element.button.id.endswith(f"-{key}"):
                return element.button
        raise KeyError(key)

    def forms(self) -> list[str]:
        """The keys of the forms on the page, top to bottom."""
        found = [element for _, element in sorted(self.elements.items())]
        ids = [each.bidi_component.id for each in found if each.WhichOneof("type") == "bidi_component"]
        return [f"form/{id.partition('-form/')[2]}" for id in ids if "-form/" in id]

    def data(self, key: str) -> dict[str, Any]:
        """The props of the form with this key."""
        (found,) = json.loads(self.form(key).json)
        return dict(found)

    def texts(self) -> list[str]:
        """The texts on the page, top to bottom."""
        bodies = []
        for _, element in sorted(self.elements.items()):
            kind = element.WhichOneof("type")
            if kind in ("markdown", "heading", "alert", "text"):
                bodies.append(getattr(element, kind).body)
        return [body for body in bodies if body]

    def _labelled(self, label: str) -> Any:
        for element in self.elements.values():
            kind = element.WhichOneof("type")
            body = getattr(element, kind) if kind else None
            if getattr(body, "label", None) == label and getattr(body, "id", ""):
                return body
        raise KeyError(label)

    async def _press(self, id: str) -> Run:
        return await self._run(self._message(self._fragments.get(id, ""), WidgetState(id=id, trigger_value=True)))

    def _message(self, fragment: str = "", trigger: WidgetState | None = None, page_name: str | None = None) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.context_info.timezone = "Europe/Amsterdam"
        state.context_info.locale = "nl-NL"
        state.context_info.url = f"{self._base}/"
        if page_name is None:
            state.page_script_hash = self._page_hash
        else:
            state.page_name = page_name
        state.fragment_id = fragment
        states = WidgetStates()
        states.widgets.extend(self.widgets.values())
        if trigger is not None:
            states.widgets.append(trigger)
        state.widget_states.CopyFrom(states)
        return message.SerializeToString()

    async def _run(self, payload: bytes) -> Run:
        run = Run()
        start = time.perf_counter()
        await self._socket.send(payload)
        while True:
            data = await asyncio.wait_for(self._socket.recv(), 60)
            run.bytes += len(data)
            if self._remember:
                self.received += data
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta":
                run.deltas += 1
                self._keep(message, run)
            elif kind == "new_session":
                if not message.metadata.run.fragment_ids:
                    self.elements.clear()  # all of the page comes anew
                self.session_id = message.new_session.initialize.session_id or self.session_id
                self._page_hash = message.new_session.page_script_hash or self._page_hash
            elif kind == "navigation":
                run.navigation_bytes += len(data)
                self._pages = list(message.navigation.app_pages)
                self._page_hash = message.navigation.page_script_hash or self._page_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        run.ms = (time.perf_counter() - start) * 1e3
        return run

    def _keep(self, message: Any, run: Run) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            run.exceptions.append(f"{element.exception.type}: {element.exception.message}")
        self.elements[tuple(message.metadata.delta_path)] = element
        id = getattr(getattr(element, kind), "id", "") if kind else ""
        if id and message.delta.fragment_id:
            self._fragments[id] = message.delta.fragment_id
