"""What several test files share: one real browser a file, one PostgreSQL server for all."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from postgres import postgres, postgres_server

__all__ = ["browser", "postgres", "postgres_server"]

if TYPE_CHECKING:
    from playwright.async_api import Browser

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Where the browser is. Without one these tests are skipped, but never in continuous integration."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not found or not os.path.exists(found):
        told = "No Chromium found: install it (Debian: apt-get install chromium) or name it in CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> "AsyncIterator[Browser]":
    """Chromium, for tests whose event loop lives as long as their file."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium(), args=_QUIET)
        yield started
        await started.close()
