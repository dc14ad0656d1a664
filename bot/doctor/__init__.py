"""The doctor: says for every part whether it works, and what to do when it does not. Changes nothing but what opening brings up to date."""

from bot.doctor.examining import examine
from bot.doctor.finding import Finding

__all__ = ["Finding", "examine"]
