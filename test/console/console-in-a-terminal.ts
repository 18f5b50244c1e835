// A console on this terminal, over a core in a temporary folder. Steered by lines on a unix socket:
// `print TEXT`, `connect NAME`, `post TEXT` (asha, in the lobby), `leave NAME`, `messages`, `columns`; each is answered by a line.
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { startConsole } from "../../src/console/console.ts";
import { hostTerminal } from "../../src/console/host-terminal.ts";
import { type Connected, startConsoleCore } from "./console-core.ts";

process.on("SIGHUP", () => {});
const host = await startConsoleCore();
const people = new Map<string, Connected>();
async function steer(line: string): Promise<string> {
	const [word = "", ...rest] = line.split(" ");
	const text = rest.join(" ");
	if (word === "print") console.print(text);
	else if (word === "connect") people.set(text, await host.connect(text));
	else if (word === "leave") people.get(text)?.leave();
	else if (word === "post") {
		const { person, leave } = await host.connect("asha");
		await host.core.messages.post(person, { room: (await host.core.rooms.lobby()).id, body: text, nonce: null });
		leave();
	} else if (word === "messages") {
		const rooms = await host.core.rooms.all();
		return String(rooms.reduce((sum, { messages }) => sum + messages, 0));
	} else if (word === "columns") return String(process.stdout.columns);
	else return `unknown: ${line}`;
	return "done";
}

const server = createServer((socket) => {
	// Whether the process ends must depend on the console alone.
	socket.unref();
	socket.on("close", () => process.exit());
	createInterface({ input: socket }).on("line", async (line) => socket.write(`${await steer(line)}\n`));
});
await new Promise<void>((resolve) => server.listen(process.argv[2], resolve));
const console = startConsole(host.core, {
	...hostTerminal(),
	log: host.log,
	baseUrl: "http://127.0.0.1:8080",
	requestStop: stop,
});

async function stop(): Promise<void> {
	console.print("Stopping");
	console.stop();
	server.close();
	await host[Symbol.asyncDispose]();
	process.stdout.write("Stopped\n");
}
