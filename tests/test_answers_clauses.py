"""Messages fall into clauses that stand in them word for word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.clauses import MAX_CLAUSES, split

typed = st.lists(st.sampled_from([*'ab 9.,;:!?\n"“”，。？！-—…', "太贵", "预算", " but ", "但是", "1,140", " "]), max_size=60).map("".join)


@given(st.one_of(typed, st.text(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_every_clause_stands_in_the_message_and_no_word_is_lost(text):
    clauses = split(text)
    at = 0
    for clause in clauses:
        assert clause.strip() == clause != ""
        at = text.index(clause, at) + len(clause)
    if len(clauses) < MAX_CLAUSES:
        kept = [c for clause in clauses for c in clause if c.isalnum()]
        assert kept == [c for c in text if c.isalnum()]


def test_figures_are_not_torn_apart():
    assert split("Ours is 9.90 per piece. Theirs is 8.75, and 1,140 a ton") == [
        "Ours is 9.90 per piece.",
        "Theirs is 8.75,",
        "and 1,140 a ton",
    ]


def test_chinese_clauses_and_quotations_are_told_apart():
    assert split("客户说“太贵了”，预算只有8k，问能不能便宜点。怎么回？") == [
        "客户说“太贵了”，",
        "预算只有8k，",
        "问能不能便宜点。",
        "怎么回？",
    ]


def test_a_forwarded_thread_is_read_at_its_start_and_its_end():
    clauses = split("\n".join(f"line number {at} says something" for at in range(500)))
    assert len(clauses) == MAX_CLAUSES
    assert clauses[0].startswith("line number 0 ")
    assert clauses[-1].startswith("line number 499 ")
