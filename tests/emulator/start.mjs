// Starts the emulator's Slack on a free port with the seed of the first argument, prints its address, ends with standard input.
import { createEmulator } from "emulate";
import { createServer } from "node:net";

const port = await new Promise((told) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => told(port));
  });
});
const emulator = await createEmulator({ service: "slack", port, seed: { slack: JSON.parse(process.argv[2]) } });
process.stdout.write(`${emulator.url}\n`);
process.stdin.resume().on("end", async () => {
  await emulator.close();
  process.exit(0);
});
