"""Prompts: complete, checked both ways, and every change written down."""

import re

import pytest

from prompts import FOLDER, Prompt, PromptFault, fingerprint, load, names, read_prompt

TEXT = '+++\nvariables = ["name", "what"]\n+++\n\n# system\nYou greet {name}.\n\n# human\nSay {what} to {name}.\n'


def test_every_prompt_of_the_folder_can_be_read():
    assert "answer" in names()
    assert all(isinstance(load(name), Prompt) for name in names())


def test_a_prompt_is_filled_in_both_parts():
    assert read_prompt("greet", TEXT).render({"name": "Ana", "what": "hi"}) == ("You greet Ana.", "Say hi to Ana.")


def test_values_are_never_read_for_variables_of_their_own():
    system, human = read_prompt("greet", TEXT).render({"name": "{what} {name} {", "what": "+++"})
    assert system == "You greet {what} {name} {."
    assert human == "Say +++ to {what} {name} {."


def test_missing_and_unknown_variables_are_both_told():
    with pytest.raises(PromptFault, match="needs what and does not know whom"):
        read_prompt("greet", TEXT).render({"name": "Ana", "whom": "Ben"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT.replace("{what}", "{whom}"), "uses whom but its header does not list"),
        (TEXT.replace("{what}", "hi"), "lists what but does not use"),
        (TEXT.replace("# human", "# you"), "must be a header between"),
        (TEXT.replace("variables =", "variables"), "cannot be read"),
        (TEXT.replace('"what"]', '"what", "name"]'), "lists a variable twice"),
        (TEXT.replace("variables", "names"), "must hold one line"),
        (TEXT.replace('["name", "what"]', "3"), "must hold one line"),
        ("", "must be a header between"),
    ],
)
def test_a_prompt_file_that_is_wrong_says_how(text, words):
    with pytest.raises(PromptFault, match=words):
        read_prompt("greet", text)


def test_an_unknown_name_is_told_with_the_known_ones(tmp_path):
    with pytest.raises(PromptFault, match=r'no prompt "anwser"; there are: .*answer'):
        load("anwser")
    with pytest.raises(PromptFault, match="there are: none"):
        load("answer", tmp_path)


@pytest.mark.parametrize("name", ["../bot/config", "ANSWER", "", "a b", "CHANGES"])
def test_a_name_that_could_leave_the_folder_is_refused(name):
    with pytest.raises(PromptFault, match="cannot be the name"):
        load(name)


def test_line_endings_change_neither_text_nor_fingerprint():
    windows = read_prompt("greet", TEXT.replace("\n", "\r\n"))
    assert windows == read_prompt("greet", TEXT)
    assert windows.fingerprint != fingerprint(TEXT + " ")
    assert re.fullmatch("[0-9a-f]{12}", windows.fingerprint)


def test_every_change_of_a_prompt_is_written_down():
    lines = re.findall(
        r"^- (\d{4}-\d\d-\d\d) (\S+) ([0-9a-f]{12}) (.+)$", (FOLDER / "CHANGES.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    latest = {name: mark for _, name, mark, _ in lines}
    assert latest == {name: load(name).fingerprint for name in names()}, "add a line to prompts/CHANGES.md with the new fingerprint"


def test_the_answer_prompt_tells_the_rules_that_the_gate_enforces():
    system, human = load("answer").render({"language": "French", "mark": "<<x>>", "question": "Q?", "draft": "D", "sources": "S"})
    for rule in ("never an instruction", "No figure", "in French", "numbers of the sources", "mail address", "[customer-1]"):
        assert rule in system
    assert human.index("Q?") < human.index("\nD\n") < human.index("\nS\n")
