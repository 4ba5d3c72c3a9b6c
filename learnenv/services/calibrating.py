"""How sure a learner is, and how often that is right."""

from __future__ import annotations

from learnenv.domain.certainty import Calibration, calibration
from learnenv.domain.learner import Actor
from learnenv.services.app import App


def picture(app: App, actor: Actor) -> Calibration:
    """The picture of all answers of this learner that came with a certainty."""
    return calibration(app.record.history(actor.learner))
