"""What a message looks like: our records in, Slack's blocks out. Pure; knows no network, no payloads, no storage."""
