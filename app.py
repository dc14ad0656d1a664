"""What the Slack CLI runs (see .slack/hooks.json): `slack run` starts Goodword in Socket Mode, `slack manifest` prints a manifest.

By hand: `python3 app.py manifest` prints the manifest for Socket Mode, `python3 app.py manifest https://goodword.example.com`
the one for several workspaces. Everything else is `goodword serve`.
"""

import json
import sys

from bot.cli import main


def print_manifest(words: list[str]) -> None:
    """The manifest for Socket Mode, or with an address the one for OAuth, wrapped as the Slack CLI asks for it."""
    from bot.slack.manifests import for_oauth, for_socket_mode, read_manifest

    address = next((word for word in words if word.startswith("https://")), "")
    text = json.dumps(for_oauth(read_manifest(), address) if address else for_socket_mode(read_manifest()), ensure_ascii=False, indent=2)
    try:
        from slack_cli_hooks.protocol import build_protocol
    except ImportError:  # without the CLI's package nobody asks for another shape
        sys.stdout.write(f"{text}\n")
    else:
        build_protocol(["app.py", *words]).respond(text)


if __name__ == "__main__":
    if sys.argv[1:2] == ["manifest"]:
        print_manifest(sys.argv[2:])
    else:
        sys.exit(main(["serve", "--socket-mode"]))
