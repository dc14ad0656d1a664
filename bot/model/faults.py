"""What can go wrong at a model's endpoint, as a sentence for a person and a next step. Names no secret and no text of a prompt."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.errors import ModelUnavailable


class Cure(Enum):
    """What helps against a fault."""

    NONE = "none"
    RETRY = "retry"
    """The same call again may work."""
    RETRY_OTHERWISE = "retry otherwise"
    """A repetition may work, better in another way: the endpoint may have ignored the form."""
    OTHER_WAY = "other way"
    """The endpoint does not know how we asked; only another way may work, and it costs no repetition."""


@dataclass(frozen=True)
class Fault:
    """A failed call.

    `rest`: seconds for which further calls are pointless, 0 for none; it counts once `patience` questions in a row have failed.
    `about`: what the endpoint did not like, "limit" or "form", when another way of asking may help.
    """

    error: ModelUnavailable
    cure: Cure = Cure.NONE
    rest: float = 0.0
    patience: int = 1
    about: str = "form"


_OUTAGE = 20.0
_PATIENCE = 3
_LONGEST_REST = 300.0


class CutShort(Exception):
    """The answer ended at the token limit."""


def read_fault(fault: BaseException, name: str, where: str) -> Fault:
    """The fault of a call to the model `name` at the address `where`. Imports the client's error types, which are loaded by then."""
    import openai
    from pydantic import ValidationError

    if isinstance(fault, (TimeoutError, openai.APITimeoutError)):
        hint = "Check the endpoint's load, or raise timeout under [model] in config.toml."
        return Fault(ModelUnavailable(f"The language model {name} did not answer in time.", hint), Cure.RETRY, _OUTAGE, _PATIENCE)
    if isinstance(fault, openai.APIConnectionError):
        hint = f"Check base_url under [model] in config.toml and the network. The address is {where}."
        return Fault(ModelUnavailable("The language model cannot be reached.", hint), Cure.RETRY, _OUTAGE, _PATIENCE)
    if isinstance(fault, openai.APIStatusError):
        return _read_status(fault, name, where)
    if isinstance(fault, (openai.LengthFinishReasonError, CutShort)):
        hint = "Raise max_tokens under [model] in config.toml."
        return Fault(ModelUnavailable("The language model's answer was cut off because it grew too long.", hint))
    if isinstance(fault, openai.ContentFilterFinishReasonError) or type(fault).__name__ == "OpenAIRefusalError":
        return _declined()
    if isinstance(fault, (ValidationError, ValueError, TypeError, KeyError, AttributeError, LookupError, openai.APIError)):
        hint = "If this happens often, choose a model that can give structured answers ([model] name in config.toml)."
        return Fault(ModelUnavailable(f"The language model {name} answered in a form that cannot be used.", hint), Cure.RETRY_OTHERWISE)
    raise fault


def _read_status(fault: Any, name: str, where: str) -> Fault:
    status, text = fault.status_code, _text(fault)
    if status in (401, 403):
        return Fault(ModelUnavailable("The language model refused the key.", "Check OPENAI_API_KEY in the environment."), rest=_OUTAGE)
    if status == 404:
        hint = f"Check name and base_url under [model] in config.toml. The address is {where}."
        return Fault(ModelUnavailable(f"There is no language model {name} at this endpoint.", hint), rest=_OUTAGE)
    if status == 429:
        return _too_many(fault, text)
    if status in (400, 422):
        if "content_filter" in text or "content management" in text:
            return _declined()
        if "context" in text and ("length" in text or "window" in text):
            return Fault(
                ModelUnavailable("The question and its sources are too long for this language model.", "Choose a model that reads more.")
            )
        about = "limit" if "max_tokens" in text or "max_completion_tokens" in text else "form"
        hint = "Check name under [model] in config.toml; the model must be able to give structured answers."
        return Fault(ModelUnavailable(f"The language model {name} does not accept how it was asked.", hint), Cure.OTHER_WAY, about=about)
    if status >= 500 or status in (408, 409):
        return Fault(
            ModelUnavailable("The language model has a fault of its own at the moment.", "Try again later."), Cure.RETRY, _OUTAGE, _PATIENCE
        )
    return Fault(ModelUnavailable(f"The language model's endpoint answered with status {status}.", f"The address is {where}."))


def _too_many(fault: Any, text: str) -> Fault:
    if "insufficient_quota" in text or "billing" in text:
        hint = "An admin has to check the plan of the account behind OPENAI_API_KEY."
        return Fault(ModelUnavailable("The account of the language model has no credit left.", hint), rest=_LONGEST_REST)
    error = ModelUnavailable("The language model has too many requests at the moment.", "Try again in a minute.")
    return Fault(error, Cure.RETRY, min(_LONGEST_REST, max(1.0, _retry_after(fault))))


def _declined() -> Fault:
    return Fault(ModelUnavailable("The language model declined to answer this.", "The guidance itself is shown instead."))


def _retry_after(fault: Any) -> float:
    try:
        return float(fault.response.headers.get("retry-after", "") or 1)
    except ValueError:
        return 1.0


def _text(fault: Any) -> str:
    return f"{fault.message} {getattr(fault, 'code', '')} {fault.body}".lower()
