"""What somebody hears whose workspace cannot be served at this moment, in both languages: nobody could look up theirs."""

from typing import Literal

_TOLD = {
    "starting": ("Goodword is starting. Please try again in a moment.", "Goodword 正在启动，请稍后再试。"),
    "unknown": (
        "Goodword is not installed in this workspace any more. An admin can install it again.",
        "此工作区已不再安装 Goodword，管理员可以重新安装。",
    ),
    "not_saved": ("This was NOT saved. Please try again in a moment.", "这条没有保存，请稍后再试。"),
}


def told_at_the_door(why: Literal["starting", "unknown", "not_saved"]) -> str:
    """The sentence, in English and Chinese."""
    return "\n".join(_TOLD[why])
