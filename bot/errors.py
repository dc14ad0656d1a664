"""Faults a person may be shown.

    BotError                 one sentence for the person, one hint what to do
    ├── ConfigError          the settings or secrets cannot be used; lists every fault at once
    ├── BadInput             what was typed or handed over cannot be read
    ├── NotAllowed           this person may not do that
    ├── NotSaved             the record could not be written; nothing was changed
    ├── ModelUnavailable     the language model did not give a usable answer
    └── LibraryUnavailable   the guidance cannot be searched at the moment

Anything else that is raised is a defect of ours: it is logged in full and the person gets a short code.
"""


class BotError(Exception):
    """A fault with a sentence for the person (`str(error)`) and, when there is one, the next step (`hint`)."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint


class ConfigError(BotError, ValueError):
    """Every fault found in the settings, one a line."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults), "Correct these in config.toml or in the environment and start again.")
        self.faults = tuple(faults)


class BadInput(BotError, ValueError):
    """What a person or a file gave us cannot be read."""


class NotAllowed(BotError, PermissionError):
    """The person may not do this."""


class NotSaved(BotError, OSError):
    """Nothing was written. The person must be told, in these words or better."""


class ModelUnavailable(BotError, RuntimeError):
    """The model was slow, refused, out of budget, or answered in a shape we cannot use."""


class LibraryUnavailable(BotError, RuntimeError):
    """The library cannot be searched."""
