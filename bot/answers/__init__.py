"""From a question to a cited answer, or to an honest "this is not in the guidance". Knows no Slack, SQL, network or clock."""
