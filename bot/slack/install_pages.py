"""The two pages somebody sees after installing Goodword: it worked, or why not and what to do. In English and Chinese."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from slack_bolt.response import BoltResponse

_REASONS: dict[str, tuple[str, str]] = {
    "access_denied": ("The installation was cancelled. Nothing was changed.", "安装已取消，没有任何改动。"),
    "invalid_browser": (
        "Please begin again in this browser, and allow it to keep cookies for this address.",
        "请在同一浏览器中重新开始，并允许此网址使用 Cookie。",
    ),
    "invalid_state": (
        "This link was used already, or is older than ten minutes. Please begin again.",
        "此链接已使用或已超过十分钟，请重新开始。",
    ),
    "invalid_code": ("Slack does not accept this link any more. Please begin again.", "Slack 不再接受此链接，请重新开始。"),
    "missing_code": ("Slack does not accept this link any more. Please begin again.", "Slack 不再接受此链接，请重新开始。"),
    "storage_error": ("The installation could NOT be saved. Please try again in a minute.", "安装未能保存，请一分钟后重试。"),
    "organisation": (
        "Goodword is installed into one workspace, not into a whole organisation. Please begin again and choose a workspace.",
        "Goodword 只能安装到单个工作区，不能安装到整个组织。请重新开始并选择一个工作区。",
    ),
    "slack": ("Slack cannot be reached at the moment. Please begin again in a minute.", "暂时无法连接 Slack，请一分钟后重新开始。"),
}
_OTHER = ("The installation did not come about. Please begin again.", "安装没有完成，请重新开始。")
_HEADERS: dict[str, str | Sequence[str]] = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
}
_STYLE = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1rem;color:#1d1c1d}a{color:#1f4d3a}"


def success_page(site: str, team: str, app: str, id: str) -> BoltResponse:
    """`site`: Slack's own address, ending in "/"; `team` is the workspace's name."""
    link = f"{site}app_redirect?app={quote(app)}&team={quote(id)}"
    told = (
        f"Goodword is installed in {team}. Write it a direct message, or type /ask help.",
        f"Goodword 已安装到 {team}。给它发私信，或输入 /ask help。",
    )
    return _page(told, link, ("Open Slack", "打开 Slack"), 200)


def failure_page(reason: str, status: int) -> BoltResponse:
    """What went wrong; words that we do not know are never shown."""
    return _page(_REASONS.get(reason, _OTHER), "/slack/install", ("Begin again", "重新开始"), status)


def _page(told: tuple[str, str], link: str, button: tuple[str, str], status: int) -> BoltResponse:
    english, chinese = (escape(each) for each in told)
    body = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Goodword</title><style>{_STYLE}</style><h1>Goodword</h1><p>{english}</p>"
        f'<p lang="zh-Hans">{chinese}</p><p><a href="{escape(link)}">{button[0]} · {button[1]}</a></p></html>'
    )
    return BoltResponse(status=status, body=body, headers=_HEADERS)
