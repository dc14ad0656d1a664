"""Due dates in what people type, in six languages: `find_dues`; and `spell_due`, a date in words for a confirmation.

    text -> lexing (words of `words/`) -> grammar (rules of weekdays, month_days, ...) -> joining -> settling -> FoundDue

Knows nothing of promises, customers or who asks. Never guesses: a date that can be read in two ways is a problem with readings.
"""

from bot.promises.dues.finding import FoundDue, find_dues
from bot.promises.dues.orders import order_of
from bot.promises.dues.spelling import spell_due

__all__ = ["FoundDue", "find_dues", "order_of", "spell_due"]
