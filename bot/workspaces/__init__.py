"""Several workspaces in one process, each with a bot of its own. The wiring of [slack] oauth = true; see docs/decisions/0016.

`serving` is what runs, `office` one workspace at work, `places` where its records lie, `settings` what holds for it.
"""

from bot.workspaces.places import open_installations, open_main
from bot.workspaces.serving import Workspaces
from bot.workspaces.settings import oauth_faults, of_folder, workspace_config

__all__ = ["Workspaces", "oauth_faults", "of_folder", "open_installations", "open_main", "workspace_config"]
