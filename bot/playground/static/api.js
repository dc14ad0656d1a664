// Talking to the server of this page: reading what a person sees, doing what they do, hearing of changes.

export async function readState(person) {
  const answer = await fetch(`/ui/state?person=${encodeURIComponent(person)}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

export async function readJournal() {
  return (await fetch("/ui/journal")).json();
}

// Resolves to {ts, failed} or {error}: a key of the page's words.
export async function act(name, body) {
  try {
    const answer = await fetch(`/ui/do/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Playground": "1" },
      body: JSON.stringify(body),
    });
    return await answer.json();
  } catch {
    return { error: "lost" };
  }
}

export function listen(changed, connected) {
  const stream = new EventSource("/ui/stream");
  stream.onmessage = () => { connected(true); changed(); };
  stream.onerror = () => connected(false);
}
