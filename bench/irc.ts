import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { parseArgs } from "node:util";
import { startParlour } from "../test/support/parlour.ts";
import { PASSWORD, signUp } from "../test/support/person.ts";

/**
 * What a delivered message costs the server by IRC, compared with the web gateway in the same run, and what an idle IRC
 * client costs in memory. `node_modules/.bin/bun bench/irc.ts --clients 300 --idle 2000`
 */
const { values } = parseArgs({
	options: {
		clients: { type: "string", default: "300" },
		seconds: { type: "string", default: "6" },
		idle: { type: "string", default: "2000" },
	},
});
const clients = Number(values.clients);
const idle = Number(values.idle);
const runMs = Number(values.seconds) * 1000;
const LOBBY = 1;
const POSTERS = 10;
const WINDOW = 8;
const ACCOUNTS = 20;

function processorMs(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryBytes(pid: number): number {
	return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
}

/** Memory once nothing more is being freed. */
async function settledBytes(pid: number): Promise<number> {
	await Bun.sleep(3000);
	return memoryBytes(pid);
}

const names = Array.from({ length: ACCOUNTS }, (_, index) => `bench${index}`);
const nameOf = (index: number) => names[index % names.length] ?? "";

/** A bare IRC client; the answer comes when it has been shown the lobby. Bytes are searched, not parsed. */
function enterByIrc(port: number, name: string, onText: (text: string) => void): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host: "127.0.0.1", port, noDelay: true });
		let welcome = false;
		socket.setEncoding("latin1");
		socket.on("error", reject);
		socket.on("close", () => reject(new Error("the server has closed the connection")));
		socket.on("data", (text: string) => {
			if (!welcome && text.includes(" 366 ")) {
				welcome = true;
				resolve(socket);
			}
			onText(text);
		});
		const capabilities = "CAP REQ :message-tags server-time account-tag draft/chathistory";
		socket.write(`${capabilities}\r\nPASS :${name}:${PASSWORD}\r\nNICK ${name}\r\nUSER x 0 * :x\r\nCAP END\r\n`);
	});
}

function enterByWeb(url: string, token: string, onText: (text: string) => void): Promise<WebSocket> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
		socket.onopen = () => socket.send(JSON.stringify({ t: "hello", v: 1, token }));
		socket.onerror = () => reject(new Error("cannot connect"));
		socket.onmessage = ({ data }) => {
			const text = String(data);
			if (text.startsWith('{"t":"welcome"')) resolve(socket);
			else onText(text);
		};
	});
}

const count = (text: string, what: string) => text.split(what).length - 1;

interface Figures {
	delivered: number;
	usedMs: number;
}

/** Some post by the native protocol without pause, for so long; listeners of one kind hear. */
async function measure(kind: "irc" | "web"): Promise<Figures> {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	const tokens: string[] = [];
	for (const name of names) tokens.push(await signUp(server.url, name));
	const { pid } = server.process;
	let delivered = 0;
	for (let index = 0; index < clients; index++) {
		if (kind === "irc") {
			await enterByIrc(server.ircPort, nameOf(index), (text) => {
				delivered += count(text, " PRIVMSG ");
			});
		} else {
			await enterByWeb(server.url, tokens[index % tokens.length] ?? "", (text) => {
				if (text.startsWith('{"t":"messages"')) delivered += count(text, '"seq":');
			});
		}
	}
	let over = false;
	const starts: (() => void)[] = [];
	for (let index = 0; index < POSTERS; index++) {
		let id = 0;
		const post = () => {
			id++;
			const nonce = `bench-${index}-${id}`;
			const body = `Message ${id} of poster ${index}, as long as they are`;
			socket.send(JSON.stringify({ t: "post", id, room: LOBBY, nonce, body }));
		};
		const socket: WebSocket = await enterByWeb(server.url, tokens[index] ?? "", (text) => {
			if (text.startsWith('{"t":"posted"') && !over) post();
		});
		starts.push(() => {
			for (let times = 0; times < WINDOW; times++) post();
		});
	}
	await Bun.sleep(500);
	delivered = 0;
	const before = processorMs(pid);
	for (const start of starts) start();
	await Bun.sleep(runMs);
	over = true;
	const usedMs = processorMs(pid) - before;
	return { delivered, usedMs };
}

async function measureIdle(): Promise<number> {
	await using server = await startParlour({ args: ["--unlimited", "--announce", "off"] });
	for (const name of names) await signUp(server.url, name);
	const { pid } = server.process;
	// What the first ones cost is the gateway's, not theirs. A log-in takes its time: passwords are hashed with care.
	for (let index = 0; index < 100; index++) await enterByIrc(server.ircPort, nameOf(index), () => undefined);
	const before = await settledBytes(pid);
	for (let index = 0; index < idle; index++) await enterByIrc(server.ircPort, nameOf(index), () => undefined);
	return ((await settledBytes(pid)) - before) / idle;
}

const print = (what: string, figure: string) => console.log(`${what.padEnd(20)} ${figure}`);
const costs: number[] = [];
for (const kind of ["web", "irc"] as const) {
	const { delivered, usedMs } = await measure(kind);
	const cost = (usedMs * 1000) / delivered;
	costs.push(cost);
	const speed = `${Math.round(delivered / (runMs / 1000))} delivered/s`;
	print(`${clients} by ${kind}`, `${cost.toFixed(2)} µs a delivered message, ${speed}`);
}
const [web = 0, irc = 0] = costs;
print("IRC to web", (irc / web).toFixed(2));
if (idle > 0) print(`${idle} idle by irc`, `${((await measureIdle()) / 1024).toFixed(1)} kB each`);
process.exit(0);
