"""A whole module as files: a notebook for each page, in order, and the pictures that they show."""

from __future__ import annotations

from pathlib import Path

from learnenv.domain.content import LearningModule, Page
from learnenv.language import Speech
from learnenv.notebook_files.addresses import Addresses, NotWritten, picture_of
from learnenv.notebook_files.cells import notebook
from learnenv.notebook_files.page import PageWriter

__all__ = ["NotWritten", "notebook_of", "notebooks_of"]


def notebooks_of(module: LearningModule, words: Speech) -> dict[Path, bytes]:
    """Every file by its path, notebooks first; the same module gives the same bytes. Raises NotWritten for a page
    with a part that is not there."""
    width = max(2, len(str(len(module.pages))))
    files = {page.id: f"{number:0{width}}-{page.id}.ipynb" for number, page in enumerate(module.pages, 1)}
    addresses = Addresses(module.id, files)
    writer = PageWriter(module, words, addresses)
    made = {Path(files[page.id]): _notebook(module, page, writer) for page in module.pages}
    images = module.card.folder / "images"
    return made | {Path("images") / name: picture_of(module.id, images, name) for name in addresses.pictures}


def notebook_of(module: LearningModule, page: Page, words: Speech) -> bytes:
    """One page as a notebook that needs no other file. Raises NotWritten."""
    addresses = Addresses(module.id, {}, inside=module.card.folder / "images")
    return _notebook(module, page, PageWriter(module, words, addresses))


def _notebook(module: LearningModule, page: Page, writer: PageWriter) -> bytes:
    language, version = writer.words.language, module.card.version
    about = {"module": module.id, "page": page.id, "language": language, "version": version}
    return notebook(f"{module.id}/{page.id}", writer.cells(page), about)
