"""The shape of the code: layers, what the command line imports at start, and the size of modules and functions."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("bot", "knowledge", "prompts")
MODULES = sorted(path for name in OURS for path in (ROOT / name).rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 260, 60


def lint_imports(config: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", config]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def contracts() -> list[dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_import_stays_within_its_layer():
    told = lint_imports("pyproject.toml")
    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{len(contracts())} kept" in told.stdout


def test_the_linter_would_notice_an_import_that_goes_up(tmp_path):
    forbidden = tmp_path / "upside_down.toml"
    forbidden.write_text(
        '[tool.importlinter]\nroot_packages = ["bot"]\n[[tool.importlinter.contracts]]\nname = "upside down"\ntype = "layers"\n'
        'layers = ["bot.errors", "bot.config"]\n',
        encoding="utf-8",
    )
    assert lint_imports(str(forbidden)).returncode == 1


def test_every_part_of_the_bot_has_its_layer():
    layers = next(each for each in contracts() if each["type"] == "layers")
    assert layers["exhaustive"] is True
    named = {part.strip() for layer in layers["layers"] for part in layer.replace("|", ":").split(":")}
    parts = {path.stem for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}
    assert parts == named


def test_starting_the_command_line_imports_nothing_heavy():
    look = "import sys; before = set(sys.modules); import bot.cli; print(chr(10).join(sorted(set(sys.modules) - before)))"
    told = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    packages = {name.partition(".")[0] for name in told.stdout.split()}
    assert packages - set(sys.stdlib_module_names) <= {"bot"}, "only the standard library and our own start"
    assert "bot.cli" in told.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_can_be_read_in_one_go(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    tree = ast.parse(text)
    assert text.strip() == "" or ast.get_docstring(tree), "a module says what it is for"
    long = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and length(node) > MOST_FUNCTION_LINES
    ]
    assert long == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "service", "base", "common", "misc"])
def test_no_module_has_a_name_that_says_nothing(word):
    assert [path for path in MODULES if word in (path.stem, path.parent.name)] == []


def test_nothing_is_left_for_later():
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error", "except: " + "pass")
    found = [(path.name, mark) for path in MODULES for mark in marks if mark in path.read_text(encoding="utf-8")]
    assert found == []


def test_tests_lie_flat():
    tests = ROOT / "tests"
    assert not list(tests.rglob("__init__.py"))
    assert [path for path in tests.rglob("test_*.py") if path.parent != tests] == []
