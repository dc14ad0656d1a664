"""Every right that Goodword asks of a workspace, with its reason. A test holds this list against manifest.json."""

REASONS: dict[str, str] = {
    "app_mentions:read": "Hear a question when somebody mentions Goodword.",
    "assistant:write": "Stand in Slack's list of agents, with suggested questions, and a title and a status on each conversation.",
    "channels:history": "Hear the next question in a public channel's thread where Goodword was asked before; nothing else is kept.",
    "channels:read": "Know whether a public channel is shared with other companies, where it stays silent, or has guests, who see no deal.",
    "chat:write": "Answer.",
    "commands": "Offer /ask, /promise, /commit and /digest, and the shortcuts Diagnose, Log promise and Before you send.",
    "groups:history": "The same as channels:history, in private channels that Goodword was invited to.",
    "groups:read": "The same as channels:read, in private channels that Goodword was invited to.",
    "im:history": "Read what people write to Goodword in a direct message.",
    "im:write": "Write to an approver or owner of a promise who has not written to Goodword before.",
    "users:read": "Tell guests and people of other companies from members, and know admins, and everyone's language and time zone.",
}
