import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startParlour } from "../test/support/parlour.ts";
import { signUp } from "../test/support/person.ts";

/**
 * One busy room: some post without pause, all hear. Prints what is delivered a second, how long an ack and a delivery
 * take, and the server's processor time and memory. `node_modules/.bin/bun bench/delivery.ts --listeners 200 --posters 20`
 */
const { values } = parseArgs({
	options: {
		listeners: { type: "string", default: "200" },
		posters: { type: "string", default: "20" },
		seconds: { type: "string", default: "8" },
		window: { type: "string", default: "8" },
	},
});
const listeners = Number(values.listeners);
const posters = Number(values.posters);
const windowSize = Number(values.window);
const runMs = Number(values.seconds) * 1000;
const LOBBY = 1;

function quantile(sorted: readonly number[], share: number): string {
	return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

function processorMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryMb(pid: number): number {
	return (Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096) / 1e6;
}

/** A bare socket: parsing every frame here would measure the measurer. */
function connect(url: string, token: string, onFrame: (text: string) => void): Promise<WebSocket> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
		socket.onopen = () => socket.send(JSON.stringify({ t: "hello", v: 1, token }));
		socket.onerror = () => reject(new Error("cannot connect"));
		socket.onmessage = ({ data }) => {
			const text = String(data);
			if (text.startsWith('{"t":"welcome"')) resolve(socket);
			else onFrame(text);
		};
	});
}

await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
const pid = server.process.pid;
const tokens = await Promise.all(
	Array.from({ length: Math.min(posters, listeners) }, (_, index) => signUp(server.url, `bench${index}`)),
);
const idleMb = memoryMb(pid);

let delivered = 0;
const deliveryMs: number[] = [];
const ackMs: number[] = [];
const sentAt = new Map<string, number>();
const stillWaiting: (() => void)[] = [];
let over = false;

const countMessages = (text: string) => {
	if (text.startsWith('{"t":"messages"')) delivered += text.split('"seq":').length - 1;
};
for (let index = posters; index < listeners; index++) {
	await connect(server.url, tokens[index % tokens.length] ?? "", countMessages);
}
for (let index = 0; index < posters; index++) {
	let nextId = 1;
	const asked = new Map<number, number>();
	const post = () => {
		const id = nextId++;
		const nonce = `bench-${index}-${id}`;
		asked.set(id, performance.now());
		if (index === 0) sentAt.set(nonce, performance.now());
		socket.send(
			JSON.stringify({
				t: "post",
				id,
				room: LOBBY,
				nonce,
				body: `Message ${id} of poster ${index}, as long as they are`,
			}),
		);
	};
	const socket: WebSocket = await connect(server.url, tokens[index] ?? "", (text) => {
		countMessages(text);
		if (index === 1) {
			for (const [, nonce = ""] of text.matchAll(/"nonce":"(bench-0-\d+)"/g)) {
				deliveryMs.push(performance.now() - (sentAt.get(nonce) ?? 0));
			}
		}
		const id = Number(/^\{"t":"posted","id":(\d+)/.exec(text)?.[1] ?? 0);
		if (id === 0) return;
		ackMs.push(performance.now() - (asked.get(id) ?? 0));
		asked.delete(id);
		if (!over) post();
	});
	stillWaiting.push(() => {
		for (let count = 0; count < windowSize; count++) post();
	});
}
const connectedMb = memoryMb(pid);

const startMs = performance.now();
const startProcessorMs = processorMs(pid);
for (const start of stillWaiting) start();
await Bun.sleep(runMs);
over = true;
const seconds = (performance.now() - startMs) / 1000;
const usedMs = processorMs(pid) - startProcessorMs;
ackMs.sort((a, b) => a - b);
deliveryMs.sort((a, b) => a - b);

const rows: [string, string][] = [
	["clients in the room", `${listeners}, ${posters} of them posting, ${windowSize} at a time each`],
	["acknowledged", `${Math.round(ackMs.length / seconds)} messages/s`],
	["delivered", `${Math.round(delivered / seconds)} messages/s`],
	["server's processor time", `${((usedMs * 1000) / delivered).toFixed(2)} µs a delivered message`],
	["ack", `${quantile(ackMs, 0.5)} ms median, ${quantile(ackMs, 0.99)} ms at 99 %`],
	["post to another's socket", `${quantile(deliveryMs, 0.5)} ms median, ${quantile(deliveryMs, 0.99)} ms at 99 %`],
	[
		"memory",
		`${idleMb.toFixed(0)} MB idle, ${(((connectedMb - idleMb) * 1000) / listeners).toFixed(1)} kB a connection, ${memoryMb(pid).toFixed(0)} MB after`,
	],
];
for (const [what, figure] of rows) console.log(`${what.padEnd(26)} ${figure}`);
process.exitCode = 0;
server.process.kill("SIGTERM");
await server.process.exited;
process.exit(0);
