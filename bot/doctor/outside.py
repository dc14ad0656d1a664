"""What lies outside: the language model's endpoint, and Slack."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.config import Config
from bot.doctor.finding import Finding, Say

_SKEW = 120
"""Seconds by which our clock may differ from Slack's; Slack's signatures hold for 300."""


def language_model(config: Config, say: Say) -> Iterator[Finding]:
    """None is fine; a configured one must answer. Raises ModelUnavailable, which names its own next step."""
    from bot.model import build_model

    part, name = "language model", config.model.name
    if not name:
        yield Finding(part, "ok", say("none set; answers are assembled from the guidance", "未设置；答案直接取自指南"))
        return
    model = build_model(config, environment=os.environ)
    if model is None:
        todo = say("Set it in the environment, or empty name under [model].", "请在环境变量中设置，或清空 [model] 的 name。")
        yield Finding(part, "fault", say(f"{name} is set, but OPENAI_API_KEY is not", f"已设置 {name}，但没有 OPENAI_API_KEY"), todo)
        return
    try:
        yield Finding(part, "ok", model.doctor())
    finally:
        model.close()


def slack(config: Config, say: Say) -> Iterator[Finding]:
    """Signing secret, bot token with its rights, app token: whatever is set."""
    secrets = config.secrets
    later = say('Needed for "goodword serve", not for "goodword demo".', "goodword serve 需要；goodword demo 不需要。")
    if config.slack.oauth:
        yield Finding("Slack token", "ok", say("not needed: every workspace brings its own", "不需要：每个工作区有自己的令牌"))
    elif not secrets.bot_token:
        yield Finding("Slack token", "ok", say("SLACK_BOT_TOKEN is not set", "未设置 SLACK_BOT_TOKEN"), later)
    else:
        yield from _token(config, say)
    if config.slack.socket_mode:
        yield from _app_token(config, say)
    elif secrets.signing_secret:
        yield Finding("Slack signing secret", "ok", say("is set", "已设置"))
    elif secrets.bot_token:
        todo = say("Copy it from Basic Information on your Slack app's page.", "请从 Slack 应用的 Basic Information 页面复制。")
        yield Finding("Slack signing secret", "fault", say("SLACK_SIGNING_SECRET is not set", "未设置 SLACK_SIGNING_SECRET"), todo)
    else:
        yield Finding("Slack signing secret", "ok", say("SLACK_SIGNING_SECRET is not set", "未设置 SLACK_SIGNING_SECRET"), later)


def _token(config: Config, say: Say) -> Iterator[Finding]:
    from bot.slack.checkup import Refused, Unreachable, check_bot_token
    from bot.slack.scopes import REASONS

    try:
        found = check_bot_token(config)
    except Refused as fault:
        todo = say("Copy the bot token (xoxb-...) from your Slack app's page again.", "请从 Slack 应用页面重新复制机器人令牌（xoxb-...）。")
        yield Finding("Slack token", "fault", say(f"Slack refuses it: {fault}", f"Slack 拒绝了令牌：{fault}"), todo)
        return
    except Unreachable as fault:
        yield Finding("Slack token", "fault", *_unreachable(config, fault, say))
        return
    yield Finding("Slack token", "ok", say(f"{found.user} in {found.team}", f"{found.team} 中的 {found.user}"))
    missing = sorted(REASONS.keys() - found.scopes) if found.scopes is not None else []
    if missing:
        todo = say("Put manifest.json into the app again and reinstall it.", "请重新应用 manifest.json 并重新安装应用。")
        yield Finding("Slack rights", "fault", say(f"missing: {', '.join(missing)}", f"缺少：{', '.join(missing)}"), todo)
    else:
        yield Finding("Slack rights", "ok", say(f"all {len(REASONS)} are granted", f"{len(REASONS)} 项权限齐全"))
    skew = abs((datetime.now(UTC) - found.at).total_seconds()) if found.at else 0
    if skew > _SKEW:
        what = say(f"differs from Slack's by {skew:.0f} seconds", f"与 Slack 相差 {skew:.0f} 秒")
        yield Finding("clock", "fault", what, say("Set the clock: Slack's requests look forged.", "请校准时间，否则请求会被当作伪造。"))


def _app_token(config: Config, say: Say) -> Iterator[Finding]:
    from bot.slack.checkup import Refused, Unreachable, check_app_token

    todo = say("Create an app-level token (xapp-...) with connections:write.", "请创建带 connections:write 的应用级令牌（xapp-...）。")
    if not config.secrets.app_token:
        yield Finding("Slack app token", "fault", say("SLACK_APP_TOKEN is not set", "未设置 SLACK_APP_TOKEN"), todo)
        return
    try:
        check_app_token(config)
    except Refused as fault:
        yield Finding("Slack app token", "fault", say(f"Slack refuses it: {fault}", f"Slack 拒绝了令牌：{fault}"), todo)
    except Unreachable as fault:
        yield Finding("Slack app token", "fault", *_unreachable(config, fault, say))
    else:
        yield Finding("Slack app token", "ok", say("Socket Mode can connect", "Socket Mode 可连接"))


def _unreachable(config: Config, fault: Exception, say: Say) -> tuple[str, str]:
    what = say(f"{config.slack.api_url} cannot be reached: {fault}", f"无法连接 {config.slack.api_url}：{fault}")
    return what, say("Check the network, proxy and firewall, and api_url under [slack].", "请检查网络、代理、防火墙和 [slack] api_url。")
