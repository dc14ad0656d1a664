"""How a command that failed ends: a sentence, the next step, an exit status. Knows no command."""

import hashlib
import logging
import sys
import traceback

from bot.commands.speech import say
from bot.errors import BadInput, BotError, ConfigError
from bot.redaction import redact

log = logging.getLogger(__name__)


def tell(fault: Exception) -> int:
    """Say on standard error what happened and what to do. Returns the exit status: 2 for what was typed or set, else 1."""
    known = as_bot_error(fault)
    if known is None:
        code = code_of(fault)
        log.error("Defect %s", code, exc_info=fault)
        known = BotError(
            say(f"Something went wrong inside Goodword (code {code}).", f"Goodword 内部出了问题（代码 {code}）。"),
            say("Please report it with the lines above.", "请把上面的内容一起报告给开发者。"),
        )
    print(redact(f"goodword: {sentence_of(known)}"), file=sys.stderr)
    return 2 if isinstance(known, ConfigError | BadInput) else 1


def as_bot_error(fault: Exception) -> BotError | None:
    """The fault as one with a sentence for a person; None for a defect of ours."""
    if isinstance(fault, BotError):
        return fault
    if isinstance(fault, ImportError):
        name = fault.name or str(fault)
        return BotError(
            say(f"A package that Goodword needs cannot be loaded: {name}.", f"无法加载 Goodword 需要的软件包：{name}。"),
            say('Run "make install".', "请运行 make install。"),
        )
    if "sqlalchemy" in sys.modules:
        from bot.storage.faults import as_not_saved

        told = as_not_saved(fault)
        if isinstance(told, BotError):
            return told
    if isinstance(fault, OSError) and fault.strerror:
        where = f"{fault.filename}: " if fault.filename else ""
        return BotError(f"{where}{fault.strerror}.", say("Check the path, its rights and the free space.", "请检查路径、权限和剩余空间。"))
    return None


def sentence_of(fault: BotError) -> str:
    """What happened and, when there is one, the next step, each on a line of its own."""
    return f"{fault}\n{fault.hint}" if fault.hint else str(fault)


def code_of(fault: Exception) -> str:
    """The same short code for the same defect, to be reported and looked for in the log."""
    frames = "".join(f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__))
    return hashlib.sha256(f"{type(fault).__name__}{frames}".encode()).hexdigest()[:6].upper()
