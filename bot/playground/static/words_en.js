// Every word of the page itself, in English. What the bot says is never translated here.

export const EN = {
  skip: "Skip to the message box", sample: "Fictional sample team", playground: "Playground", payloads: "Payloads", menu: "Channels and people",
  channels: "Channels", direct: "Direct messages", people: "You are", peopleHint: "Made-up people. Switch to see what each of them sees.",
  language: "Language", app: "APP", you: "you", shared: "Shared with another company", private: "Only visible to you",
  message: "Message {where}", send: "Send", sendHint: "Enter sends, Shift+Enter starts a new line", mention: "Mention someone", command: "Slash command",
  suggestions: "Questions to try", welcome: "This is the start of {where}", welcomeDirect: "Just you and {bot}", tryOne: "Try one of these, or type what a buyer said to you.",
  tryChannel: "Mention @{bot} or use {command}. Answers to a mention are for everyone here.", tryDirect: "Type a message: no mention is needed here.",
  replies: "{n} replies", reply: "1 reply", viewThread: "View thread", thread: "Thread", replyInThread: "Reply in thread", replyBox: "Reply…",
  close: "Close", cancel: "Cancel", submit: "Submit", more: "More actions", copy: "Copy text", copied: "Copied", remove: "Delete message", edited: "(edited)",
  thinking: "{bot} is working…", status: "{bot} {status}", today: "Today", choose: "Choose", optional: "optional", home: "Home", messagesTab: "Messages",
  required: "Please fill this in.", trouble: "The bot did not answer. Nothing was sent; try again.", unsupported: "This page cannot show a block of the kind “{kind}”.",
  unreachable: "The bot does not answer. Check that it is running; Payloads shows what was sent to it.", lost: "The connection to this page's server is lost. Trying again…",
  payloadsTitle: "What goes to and fro", payloadsHint: "Each request sent to the bot and each Web API call it made, newest first.", payloadsEmpty: "Nothing yet. Say something.",
  toBot: "to the bot", fromBot: "from the bot", request: "Request", answer: "Answer", noAnswer: "no answer", attempt: "attempt {n}", refused: "refused",
  hints: "Commands and people", members: "{n} members", more_text: "Show more", less_text: "Show less", sure: "Are you sure?", image: "Image: {alt}",
  unknown_command: "There is no such command here.", not_in_channel: "You are not in this channel.", no_message: "This message is not there any more.",
  no_view: "This form is not open any more.", no_control: "This button is not there any more.", no_thread: "This thread is not there any more.",
  empty: "Type something first.", private_message: "A private message has no shortcuts.", bad_request: "That could not be read.", failed: "That did not work. Please try again.",
  not_yours: "Only its author may do that.", wrong_errors: "The bot named a field that is not in the form.", http_timeout: "The bot took longer than 3 seconds.",
  http_error: "The bot answered with an error.", connection_failed: "The bot cannot be reached.",
  // The clock
  clock: "Time", clockHint: "Time here moves forward only. The bot has the same clock, so reminders and digests come as they would.", clockMove: "Move the clock",
  plusHour: "+1 hour", plusDay: "+1 day", plusWeek: "+1 week", morning: "Next workday, 9:00", goTo: "Go to", goToDate: "Date and time", ahead: "{n} ahead", days: "{n} d", hours: "{n} h",
  moved: "It is now {time}", yesterday: "Yesterday", not_backwards: "The clock cannot go back. Choose a later time.", too_far: "That is too far ahead.",
  // People
  waiting: "{n} waiting", waitingFor: "{n} private or direct messages wait for {name}",
  newMessage: "{name}: {text}", newElsewhere: "New message for you in {where}",
  // Home, forms, messages
  homeEmpty: "{bot} has not put anything here yet.", back: "Back", viewOf: "{n} of {all}", edit: "Edit message", save: "Save", editBox: "Your message", writing: "is writing…",
  noThreadCommand: "Commands do not work in threads. Type it in the channel.", globalShortcuts: "Shortcuts", typeToFind: "Type to search", noOptions: "Nothing found", unknown_shortcut: "There is no such shortcut here.",
  // Troubles
  requests: "Requests", troubles: "Troubles", troublesHint: "What can go wrong between a bot and Slack, switched on here for the next calls and deliveries.", again: "Deliver again", no_delivery: "This request is not there any more.",
  trouble_kind: "What goes wrong", method: "Method", anyMethod: "any", times: "How often", seconds: "Seconds", switchOn: "Switch on", clearAll: "Switch all off", nothingOn: "Nothing is switched on.", isOn: "Switched on now",
  rate_limit: "429 with Retry-After", fail_before: "500, nothing done", fail_after: "500, but it was done", cut_before: "Cut off, nothing done", cut_after: "Cut off, but it was done",
  delay_calls: "Every answer to the bot comes late", delay_delivery: "Requests to the bot come late", repeat_events: "Each event comes again", nCalls: "{n} ×", nSeconds: "{n} s",
  // First steps
  guide: "First five minutes", guideDone: "{n} of {all} done", guideOpen: "First steps", guideTry: "Try it", guideAll: "That is all. You have seen it end to end.", guideHint: "Each step is ticked off when it has really happened.", stepDone: "done", stepOpen: "to do",
};
