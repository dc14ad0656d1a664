"""The main screens of `goodword demo` are as they were when their pictures were taken: what is on them, and where its parts lie.

Should a screen have changed on purpose, `make pictures` takes pictures and texts anew: look at both before keeping them.
"""

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import chromium

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
NAMES = sorted(each.stem for each in PICTURES.glob("*.png"))


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what the screens are now."""
    into = tmp_path_factory.mktemp("pictures")
    line = [sys.executable, str(PICTURES / "take.py"), "--into", str(into)]
    done = subprocess.run(line, cwd=ROOT, env=os.environ | {"CHROMIUM": chromium()}, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return into


def compare(kept: str, now: str) -> list[str]:
    return list(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=2))


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_is_as_its_picture_shows_it(taken: Path, name: str) -> None:
    different = compare(*((folder / f"{name}.txt").read_text(encoding="utf-8") for folder in (PICTURES, taken)))
    assert not different, "\n".join(["Renew it with `make pictures` if this is meant:", *different])
    assert (taken / f"{name}.png").stat().st_size > 20_000


def test_every_picture_has_its_text_and_tells_one_screen_from_another() -> None:
    texts = {name: (PICTURES / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}
    assert len(NAMES) == len(set(texts.values())) == 7
    for name, text in texts.items():
        assert text.startswith("channels 0-260, page 260-980"), name
        assert compare(text, text.replace("button", "link", 1)), name
        assert not compare(text, text), name
