"""Questions in formats of others. They come in by the hooks that any plugin's formats come in by."""

from __future__ import annotations

from collections.abc import Sequence

from learnenv import Exporter, Importer, Text, hookimpl
from learnenv.questions import aiken, gift_read, gift_write

GIFT = Importer("gift", Text("GIFT", "GIFT"), (".gift",), gift_read.recognises, gift_read.read)
AIKEN = Importer("aiken", Text("Aiken", "Aiken"), (".aiken",), aiken.recognises, aiken.read)
TO_GIFT = Exporter("gift", Text("GIFT", "GIFT"), ".gift", gift_write.write)


@hookimpl
def learnenv_importers() -> Sequence[Importer]:
    """Aiken first: a file of GIFT never looks like one."""
    return (AIKEN, GIFT)


@hookimpl
def learnenv_exporters() -> Sequence[Exporter]:
    """GIFT, which holds most of what is asked here."""
    return (TO_GIFT,)
