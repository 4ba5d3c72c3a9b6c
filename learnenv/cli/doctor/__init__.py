"""learnenv doctor: look at everything that learnenv rests on, change nothing, and say what is wrong."""

from learnenv.cli.doctor.command import doctor

__all__ = ["doctor"]
