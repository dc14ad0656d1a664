"""Which customer a typed name means. The table decides the threshold of likeness, not the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.promises.book import Customer
from bot.promises.customers import fold, known_as, match

SAME = [
    ("Acme", "ACME Corp."), ("acme gmbh", "Acme"), ("acme gmbh", "ACME Corp."), ("ＡＣＭＥ", "Acme"), ("acme", "Acme"),
    ("Acme's", "Acme"), ("Nordwind GmbH & Co. KG", "Nordwind"), ("nordwind gmbh", "Nordwind GmbH"), ("Turkmak A.S.", "Turkmak"),
    ("Pumpas S.A. de C.V.", "Pumpas SA de CV"), ("Peñarol", "Penarol"), ("the Acme", "Acme"), ("Acme, Inc.", "ACME Inc"),
    ("Café Rio S.L.", "Cafe Rio"), ("Kaya Ltd. Şti.", "Kaya"), ("宁波客户", "宁波"), ("宁波", "宁波客户"),
    ("宁波东海", "宁波东海有限公司"), ("宁波东海贸易", "宁波东海贸易有限公司"), ("远大集团", "远大"), ("東海株式会社", "東海"),
]  # fmt: skip
LONGER = [
    ("Nordwind", "Nordwind Energie GmbH"), ("宁波客户", "宁波东海贸易有限公司"), ("东海", "宁波东海贸易有限公司"),
    ("宁波东海", "宁波东海进出口有限公司"), ("Nordhavn", "Nordhavn Pumps"), ("远大", "青岛远大实业有限公司"),
]  # fmt: skip
ASK = [
    ("Acme Peru", "Acme Chile"), ("Acme Peru", "Acme"), ("Nordwnd", "Nordwind"), ("Baltica", "Baltika"), ("Siemens", "Simens"),
    ("Turkmac", "Turkmak"), ("Nordwind Pumpen", "Nordwind Energie"), ("Ferrostal", "Ferrostaal"), ("宁远科技二厂", "宁远科技"),
]  # fmt: skip
DIFFERENT = [
    ("Nordwind", "Nordland"), ("Hanson", "Hansen"), ("Acme", "Acne"), ("Global Steel", "Global Foods"), ("Al Noor", "Al Futtaim"),
    ("Weber", "Becker"), ("Plant 7", "Plant 9"), ("Unit4512", "Unit4513"), ("宁波东海", "宁波远大"), ("宁波", "青岛东海"),
    ("宁波客户", "青岛客户"), ("Acme", "宁波"), ("Grupo Sol", "Grupo Luna"), ("ABC", "ABD"), ("李总", "王总"),
    ("San Miguel", "San Marco"), ("China Pumps", "China Valves"), ("Delta", "Delia"),
]  # fmt: skip


def meant(typed, *known):
    return match(typed, [Customer(name) for name in known])


@pytest.mark.parametrize(("typed", "known"), SAME)
def test_case_width_accents_and_legal_forms_do_not_make_another_customer(typed, known):
    assert meant(typed, known, "Somebody Else") == (known,)
    assert meant(known, typed, "Somebody Else") == (typed,)
    assert known_as(typed, [Customer(known)]) == known


@pytest.mark.parametrize(("typed", "known"), LONGER)
def test_the_beginning_or_the_heart_of_a_name_is_enough_where_only_one_goes_on_so(typed, known):
    assert meant(typed, known, "Somebody Else") == (known,)
    assert known_as(typed, [Customer(known)]) == typed, "for saving, only what is surely the same"


@pytest.mark.parametrize(("typed", "known"), ASK)
def test_what_may_be_the_same_is_asked_with_the_name_as_typed_first(typed, known):
    assert meant(typed, known, "Somebody Else") == (typed, known)


@pytest.mark.parametrize(("typed", "known"), DIFFERENT)
def test_what_is_different_is_a_new_customer(typed, known):
    assert meant(typed, known) == ()
    assert meant(known, typed) == ()


def test_of_several_all_are_named():
    assert meant("Acme", "Acme Peru", "Acme Chile", "Nordwind") == ("Acme Peru", "Acme Chile")
    assert meant("东海", "宁波东海贸易", "青岛东海贸易") == ("宁波东海贸易", "青岛东海贸易")
    assert meant("acme", "Acme GmbH", "ACME Ltd") == ("ACME Ltd", "Acme GmbH")
    assert meant("Acme Brasil", "Acme Peru", "Acme Chile") == ("Acme Brasil", "Acme Peru", "Acme Chile")


def test_the_very_name_counts_before_longer_and_alike_ones():
    assert meant("acme", "Acme", "Acme Peru", "ACME GmbH") == ("Acme",)
    assert meant("acme gmbh", "Acme", "Acme GmbH") == ("Acme GmbH",)


def test_an_alias_means_its_customer():
    known = [Customer("Acme", ("阿珂姆", "the red ones")), Customer("Acme Peru", ("Lima",))]
    assert match("阿珂姆", known) == ("Acme",)
    assert match("The Red  Ones", known) == ("Acme",)
    assert match("lima", known) == ("Acme Peru",)
    assert known_as("LIMA S.A.C.", known) in ("LIMA S.A.C.", "Acme Peru")


def test_a_name_counts_before_somebody_elses_alias():
    known = [Customer("Lima"), Customer("Acme Peru", ("Lima",))]
    assert match("Lima", known) == ("Lima",)


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "&", "GmbH", "客户", "🙂", "。"])
def test_rubbish_is_nobody(typed):
    assert meant(typed, "Acme", "宁波客户") == ()


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_matched_without_a_fault_and_only_with_known_names_or_itself(typed, known):
    found = meant(typed, *known)
    assert set(found) <= {*known, " ".join(typed.split())}
    assert len(found) == len(set(found))
    for name in known:
        if fold(name) == fold(typed) and any(character.isalpha() for character in fold(typed)):
            assert fold(found[0]) == fold(typed)


def test_ten_thousand_customers_are_looked_through_in_no_time():
    known = [Customer(f"Customer {n:05} Trading GmbH") for n in range(3_000)]
    assert match("Nordwind Energie", known) == ()
