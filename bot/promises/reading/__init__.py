"""Reading promises from what people type: `read_promises`; and `question_back`, what to ask when the date is open.

    text -> markup (plain words) -> dues hidden -> clauses (pieces) -> languages: english | chinese | european | japanese (who undertakes
         what) -> grouping (which pieces are one promise) -> drafting: choosing, customers, wording, benefits -> Draft

Works by grammar: subject, modality, tense, polarity, speech act. Knows no customers on record, nothing is saved, nothing is guessed.
"""

from bot.promises.reading.asking import question_back
from bot.promises.reading.promises import read_promises

__all__ = ["question_back", "read_promises"]
