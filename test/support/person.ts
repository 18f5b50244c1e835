import { effect } from "@preact/signals-core";
import * as v from "valibot";
import { Client } from "../../src/client/client.ts";
import type { Keep } from "../../src/client/ports.ts";
import type { Room } from "../../src/client/room.ts";
import { clientPorts, memoryKeep } from "../../src/commands/chat/ports.ts";
import { sessionReply } from "../../src/protocol/http.ts";

export const PASSWORD = "correct horse";
const WAIT_MS = 20_000;

export async function postJson(url: string, path: string, body: unknown): Promise<Response> {
	return fetch(`${url}${path}`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify(body),
	});
}

/** Makes an account; the answer is the token of its session. */
export async function signUp(url: string, name: string): Promise<string> {
	const response = await postJson(url, "/api/signup", { name, password: PASSWORD });
	if (!response.ok) throw new Error(`sign-up of ${name} failed: ${await response.text()}`);
	return v.parse(sessionReply, await response.json()).token;
}

/** Waits until the condition, which reads signals, holds. */
export function until(condition: () => boolean, what: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => finish(() => reject(new Error(`not in time: ${what}`))), WAIT_MS);
		let stop: (() => void) | null = null;
		let done = false;
		const finish = (settle: () => void) => {
			done = true;
			clearTimeout(timer);
			stop?.();
			settle();
		};
		stop = effect(() => {
			if (condition() && !done) queueMicrotask(() => done || finish(resolve));
		});
	});
}

/** A person at a client that is connected and has the lobby open. */
export async function connect(url: string | (() => string), name: string, token: string, keep?: Keep): Promise<Client> {
	const client = new Client(clientPorts(typeof url === "string" ? () => url : url, keep ?? memoryKeep()), {
		account: name,
		token,
		client: "test",
	});
	client.start();
	await until(() => client.connection.value.state === "online" && client.rooms.value.size > 0, `${name} online`);
	await client.open(lobbyOf(client));
	return client;
}

export async function newPerson(url: string, name: string): Promise<Client> {
	return connect(url, name, await signUp(url, name));
}

export function lobbyOf(client: Client): Room {
	const lobby = [...client.rooms.peek().values()].find((room) => room.info.peek().lobby);
	if (!lobby) throw new Error("no lobby");
	return lobby;
}

/** The texts of a room as this client holds them, oldest first. */
export function textsOf(room: Room): string[] {
	return room.messages.value.filter(({ kind, deleted }) => kind === "text" && !deleted).map(({ body }) => body);
}
