"""Departments are called what the reader calls them."""

import pytest

from bot.promises.departments import department_word


@pytest.mark.parametrize(
    ("configured", "english", "chinese"),
    [
        ("finance", "finance", "财务部"),
        ("Finance", "Finance", "财务部"),
        ("customer_service", "customer_service", "客服部"),
        ("management", "management", "管理层"),
        ("财务部", "finance", "财务部"),
        ("物流", "logistics", "物流"),
        ("Team Blue", "Team Blue", "Team Blue"),
        ("创新小组", "创新小组", "创新小组"),
    ],
)
def test_the_usual_ones_have_a_name_in_either_language_and_others_stay_as_configured(configured, english, chinese):
    assert department_word(configured, "en") == english
    assert department_word(configured, "zh-CN") == chinese
    assert department_word(configured, "de") == english
