"""What must be set before the bot can serve one workspace."""

from bot.config.records import Config
from bot.errors import ConfigError


def require_secrets(config: Config) -> None:
    """Raises ConfigError with all that is missing."""
    secrets = config.secrets
    faults = [] if secrets.bot_token else ["SLACK_BOT_TOKEN is not set: copy the bot token (xoxb-...) from your Slack app's page."]
    if config.slack.socket_mode and not secrets.app_token:
        faults.append("SLACK_APP_TOKEN is not set, and Socket Mode needs it: create an app-level token (xapp-...) with connections:write.")
    if not config.slack.socket_mode and not secrets.signing_secret:
        faults.append("SLACK_SIGNING_SECRET is not set: copy it from Basic Information on your Slack app's page.")
    if faults:
        raise ConfigError([*faults, 'To try Goodword without Slack, run "goodword demo".'])
