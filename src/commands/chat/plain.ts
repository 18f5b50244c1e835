import { createInterface } from "node:readline";
import { Client } from "../../client/client.ts";
import type { Session } from "../../client/http-api.ts";
import { Disconnected } from "../../client/requests.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { VERSION } from "../../version.ts";
import { type Conversation, enterConversation } from "./conversation.ts";
import { ChatEnd, EXIT, exitCodeOf } from "./exit-codes.ts";
import type { ChatOptions } from "./options.ts";
import { clientPorts, memoryKeep } from "./ports.ts";
import { printMessages } from "./print-messages.ts";
import { openTrusting } from "./trust.ts";
import { when } from "./when.ts";

const CONNECT_WITHIN_MS = 20_000;
/** So long a script waits for a server that is away. */
const AWAY_MS = 60_000;
/** More of the input is read when fewer than these wait to be sent. */
const MOST_WAITING = 50;

/** Lines in, messages out, until the input ends and all of it is acknowledged. Throws ChatEnd. */
export async function chatPlainly(
	options: ChatOptions,
	{ base, ca }: { base: string; ca: string | null },
	session: Session,
): Promise<number> {
	const { account, token } = session;
	const own = new Set<string>();
	const ports = clientPorts(() => base, memoryKeep(), openTrusting(ca));
	const makeNonce = () => {
		const nonce = ports.makeNonce();
		own.add(nonce);
		return nonce;
	};
	const client = new Client({ ...ports, makeNonce }, { account: account.name, token, client: `script/${VERSION}` });
	client.start();
	try {
		const online = () => client.connection.value.state === "online" && client.rooms.value.size > 0;
		await unlessEnded(client, when(online, CONNECT_WITHIN_MS));
		if (!online()) throw new ChatEnd(EXIT.unreachable, `Cannot reach ${base}: the connection does not come about`);
		const entered = await unlessEnded(
			client,
			overLosses(client, () => enterConversation(client, options)),
		);
		const stopPrinting = printMessages(entered, own, { asJson: options.json, base, me: client.me.peek()?.id });
		const sent = sendInput(client, entered)
			.then(() => when(() => waiting(client) === 0))
			.then(() => true);
		const inTime = await unlessEnded(client, options.follow ? sent : Promise.race([sent, awayTooLong(client)]));
		const code = report(client);
		if (!inTime && code === EXIT.ok) throw new ChatEnd(EXIT.unreachable, "The server has been away for a minute");
		if (options.follow) await unlessEnded(client, new Promise<never>(() => undefined));
		stopPrinting();
		return code;
	} finally {
		client.stop();
	}
}

/** Asks once more after a lost connection. */
async function overLosses<T>(client: Client, ask: () => Promise<T>): Promise<T> {
	for (;;) {
		try {
			return await ask();
		} catch (cause) {
			if (!(cause instanceof Disconnected)) throw cause;
			await when(() => client.connection.value.state === "online");
		}
	}
}

/** Sends each line; those that the server does not get rid of slow the reading. */
async function sendInput(client: Client, { room, thread }: Conversation): Promise<void> {
	for await (const line of createInterface({ input: process.stdin, terminal: false })) {
		if (line.trim() === "") continue;
		client.post(room.id, line, thread === undefined ? {} : { thread });
		await when(() => waiting(client) < MOST_WAITING);
	}
}

function waiting(client: Client): number {
	return client.outbox.value.filter(({ state }) => state === "pending").length;
}

/** Settles, with false, when the server has been away for a minute without a break. */
async function awayTooLong(client: Client): Promise<false> {
	const online = () => client.connection.value.state === "online";
	do await when(() => !online());
	while (await when(online, AWAY_MS));
	return false;
}

function report(client: Client): number {
	const unsent = client.outbox.peek().filter(({ state }) => state !== "sent");
	for (const { body, error } of unsent) {
		console.error(
			`parlour: Not sent: ${body.length > 60 ? `${body.slice(0, 60)}…` : body}: ${error ?? "the server is away"}`,
		);
	}
	return unsent.length > 0 ? EXIT.notAllSent : EXIT.ok;
}

/** Throws ChatEnd as soon as the server has ended the session. */
async function unlessEnded<T>(client: Client, work: Promise<T>): Promise<T> {
	const ended = when(() => client.connection.value.state === "ended").then(() => {
		const link = client.connection.peek();
		if (link.state !== "ended") throw new Error("the end is no end");
		const cause = new ParlourError(link.code, link.message);
		const unsent = waiting(client) > 0 && link.code !== "version_unsupported";
		throw new ChatEnd(unsent ? EXIT.notAllSent : exitCodeOf(cause), cause.message);
	});
	ended.catch(() => undefined);
	return Promise.race([work, ended]);
}
