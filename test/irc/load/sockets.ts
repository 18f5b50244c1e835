import { connect } from "node:net";
import type { CrowdPerson } from "../../support/crowd.ts";

/** As many log in at once. */
const AT_ONCE = 20;

/** A bare client of either protocol: what it hears is looked at as bytes, since parsing it here would take the server's time. */
export interface BareClient extends Disposable {
	send(text: string): void;
}

/** By IRC; the answer comes when it has been shown its rooms. */
export function enterByIrc(
	port: number,
	{ name, password }: CrowdPerson,
	capabilities: string,
	hear: (bytes: Uint8Array) => void,
): Promise<BareClient> {
	return new Promise((resolve, reject) => {
		const socket = connect({ host: "127.0.0.1", port, noDelay: true });
		let shown: string | null = "";
		const send = (line: string) => void socket.write(`${line}\r\n`);
		const closed = () => reject(new Error(`the server has closed the connection: ${shown?.slice(-500)}`));
		socket.on("error", reject);
		socket.on("close", closed);
		socket.on("data", (bytes: Buffer) => {
			if (shown === null) {
				if (bytes.toString("latin1", 0, 5) === "PING ") send("PONG here");
				return hear(bytes);
			}
			shown += bytes.toString("latin1");
			if (!shown.includes(" PONG ")) return;
			shown = null;
			resolve({ send, [Symbol.dispose]: () => socket.destroy() });
		});
		send(
			`CAP REQ :${capabilities}\r\nPASS :${name}:${password}\r\nNICK ${name}\r\nUSER x 0 * :x\r\nCAP END\r\nPING in`,
		);
	});
}

/** By the native protocol; the answer comes when it is welcome. */
export function enterByWeb(
	url: string,
	{ token }: CrowdPerson,
	hear: (bytes: Uint8Array) => void,
): Promise<BareClient> {
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(`${url.replace("http", "ws")}/ws`);
		let welcome = false;
		socket.onopen = () => socket.send(JSON.stringify({ t: "hello", v: 1, token }));
		socket.onerror = () => reject(new Error("cannot connect"));
		socket.onmessage = ({ data }) => {
			if (welcome) return hear(Buffer.from(String(data)));
			if (!String(data).startsWith('{"t":"welcome"')) return;
			welcome = true;
			resolve({ send: (text) => socket.send(text), [Symbol.dispose]: () => socket.close() });
		};
	});
}

/** Some of them at once, in order. */
export async function enterAll(
	people: readonly CrowdPerson[],
	enter: (person: CrowdPerson, index: number) => Promise<BareClient>,
): Promise<BareClient[]> {
	const clients: BareClient[] = [];
	for (let from = 0; from < people.length; from += AT_ONCE) {
		const some = people.slice(from, from + AT_ONCE);
		clients.push(...(await Promise.all(some.map((person, index) => enter(person, from + index)))));
	}
	return clients;
}
