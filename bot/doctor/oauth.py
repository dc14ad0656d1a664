"""Installing by OAuth: are the keys there, which workspaces are installed, and does Slack take the token of each?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.doctor.finding import Finding, Say
from bot.installations import Installation

_ASKED = 20
"""Workspaces whose token Slack is asked about at most: a person is waiting."""


def workspaces(config: Config, say: Say) -> Iterator[Finding]:
    """Nothing when [slack] oauth is off. Raises NotSaved when the installations cannot be read."""
    from bot.workspaces import oauth_faults, open_installations, open_main

    if not config.slack.oauth:
        return
    faults = oauth_faults(config)
    todo = say('Needed for "goodword serve"; see docs/production.md.', "goodword serve 需要；见 docs/production.md。")
    yield from (Finding("OAuth", "fault", fault, todo) for fault in faults)
    if faults:
        return
    yield Finding("OAuth", "ok", say("keys are set; install at /slack/install", "密钥已设置；在 /slack/install 安装"))
    database = open_main(config)
    try:
        found = open_installations(config, database).all()
    finally:
        database.close()
    here = [each for each in found if each.gone_at is None]
    gone = len(found) - len(here)
    what = say(f"{len(here)} installed, {gone} have left", f"已安装 {len(here)} 个，已离开 {gone} 个")
    yield Finding("workspaces", "ok", what, "" if here else say("Open /slack/install in a browser.", "请在浏览器中打开 /slack/install。"))
    yield from (_workspace(config, each, say) for each in here[:_ASKED])


def _workspace(config: Config, found: Installation, say: Say) -> Finding:
    from bot.slack.checkup import Refused, Unreachable, check_bot_token
    from bot.slack.scopes import REASONS

    part = f"workspace {found.team}"
    again = say(f"Let an admin of {found.name} open /slack/install again.", f"请 {found.name} 的管理员重新打开 /slack/install。")
    if not found.token:
        todo = say("Put the earlier key back into GOODWORD_TOKEN_KEY, or: ", "请把原来的密钥放回 GOODWORD_TOKEN_KEY，或：") + again
        return Finding(part, "fault", say("its token cannot be decrypted", "令牌无法解密"), todo)
    if found.expires_at and found.expires_at <= datetime.now(UTC):
        what = say("its token has ended and was not renewed", "令牌已过期且没有更新")
        return Finding(part, "fault", what, say("Is the bot running? If so: ", "机器人是否在运行？如在运行：") + again)
    try:
        token = check_bot_token(replace(config, secrets=replace(config.secrets, bot_token=found.token)))
    except Refused as fault:
        return Finding(part, "fault", say(f"Slack refuses its token: {fault}", f"Slack 拒绝了令牌：{fault}"), again)
    except Unreachable as fault:
        what = say(f"Slack cannot be reached: {fault}", f"无法连接 Slack：{fault}")
        return Finding(part, "fault", what, say("Check the network, proxy and firewall.", "请检查网络、代理和防火墙。"))
    missing = sorted(REASONS.keys() - token.scopes) if token.scopes is not None else []
    if missing:
        return Finding(part, "fault", say(f"rights missing: {', '.join(missing)}", f"缺少权限：{', '.join(missing)}"), again)
    return Finding(part, "ok", say(f"{token.user} in {token.team}, all rights", f"{token.team} 中的 {token.user}，权限齐全"))
