"""What a message is to us: something the guidance may cover, or something it must leave alone or refuse."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from knowledge.records import Stance


@dataclass(frozen=True)
class Gate:
    """Cuts on the classifier's probabilities, set so that the tuning half of the evaluation errs equally on both sides."""

    covered: float = 0.5
    """Least probability of "covered" for an answer."""
    unethical: float = 0.45
    """Least probability of "unethical" for a refusal; below it the message is weighed as if it were none."""
    own_text: float = 0.62
    """Cosine from which a team's own guidance or deal decides: what it says, the shipped lines could not know."""

    def judge(self, probabilities: Mapping[str, float], own: float) -> tuple[Stance, float]:
        """(stance, confidence 0 to 1). `own` is the best cosine to what the team itself put in."""
        refused = probabilities.get("unethical", 0.0)
        if refused >= self.unethical:
            return "unethical", refused
        covered = probabilities["covered"]
        if own >= self.own_text:
            return "covered", max(covered, own)
        if covered >= self.covered:
            return "covered", covered
        others = {name: p for name, p in probabilities.items() if name not in ("covered", "unethical")}
        best = max(others, key=lambda name: others[name])
        return cast(Stance, best), 1 - covered
