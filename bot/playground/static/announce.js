// Telling screen readers what is new: one line for each message that comes, and nothing when one merely looks elsewhere.

import { label, person, store } from "./store.js";
import { word } from "./words.js";

const CHARACTERS = 240;
let known = { person: "", last: 0 };

export function announce(node) {
  const { messages, channels } = store.state;
  const last = Math.max(0, ...messages.map((each) => Number(each.ts)));
  if (known.person === store.person) {
    for (const each of messages.filter((message) => Number(message.ts) > known.last && message.author !== store.person)) {
      const where = channels.find((channel) => channel.id === each.channel);
      if (each.channel === store.channel) say(node, word("newMessage", { name: person(each.author).name, text: plain(each.text) }));
      else if (each.private || where.kind === "direct") say(node, word("newElsewhere", { where: label(where) }));
    }
  }
  known = { person: store.person, last };
}

function say(node, text) {
  const line = document.createElement("p");
  line.textContent = text;
  node.append(line);
  while (node.childElementCount > 5) node.firstElementChild.remove();
}

const plain = (text) => text.replace(/<[^|>]*\|([^>]*)>/g, "$1").replace(/[*_~`<>]/g, "").slice(0, CHARACTERS);
