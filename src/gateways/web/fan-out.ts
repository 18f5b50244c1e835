import type { Signal } from "../../bus/port.ts";
import type { Core } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";
import type { DownFrame } from "../../protocol/down.ts";
import type { WebServer } from "../../runtime/web-server.ts";
import type { WebConnection } from "./web-connection.ts";

/** Above this, a slow reader is spared what may be dropped. */
const EPHEMERAL_QUEUE_BYTES = 64 * 1024;

function topicOf(room: number): string {
	return `room:${room}`;
}

/** From core's signals to the sockets: encoded once, published on one topic a room. */
export class FanOut {
	readonly #core: Core;
	readonly #server: Pick<WebServer, "publish">;
	readonly #connections = new Map<number, Set<WebConnection>>();

	constructor(core: Core, server: Pick<WebServer, "publish">) {
		this.#core = core;
		this.#server = server;
		core.events.subscribe((signal) => this.#tell(signal));
	}

	add(person: Person, connection: WebConnection): void {
		const known = this.#connections.get(person.account.id);
		if (known) known.add(connection);
		else this.#connections.set(person.account.id, new Set([connection]));
		for (const room of person.rooms) connection.subscribe(topicOf(room));
	}

	remove(person: Person, connection: WebConnection): void {
		const known = this.#connections.get(person.account.id);
		known?.delete(connection);
		if (known?.size === 0) this.#connections.delete(person.account.id);
	}

	#tell(signal: Signal): void {
		if (signal.type === "changes") {
			const { room, messages } = signal;
			this.#server.publish(topicOf(room), encode({ t: "messages", room, messages }));
		} else if (signal.type === "membership") {
			this.#tellMembership(signal.user, signal.room, signal.member);
		} else if (signal.type === "read") {
			const { user, room, seq, unread } = signal;
			for (const connection of this.#of(user)) connection.send({ t: "read", room, seq, unread });
		} else if (signal.type === "typing") {
			const { user, room } = signal;
			const frame = encode({ t: "typing", room, user });
			for (const person of this.#core.presence.inRoom(room)) {
				if (person.account.id !== user.id) this.#sendEphemeral(this.#of(person.account.id), frame);
			}
		} else if (signal.type === "presence") {
			const { user, online } = signal;
			const frame = encode({ t: "presence", user, online });
			for (const connections of this.#connections.values()) this.#sendEphemeral(connections, frame);
		}
	}

	#of(user: number): Iterable<WebConnection> {
		return this.#connections.get(user) ?? [];
	}

	#sendEphemeral(connections: Iterable<WebConnection>, frame: string): void {
		for (const connection of connections) {
			if (connection.queuedBytes < EPHEMERAL_QUEUE_BYTES) connection.sendEncoded(frame);
		}
	}

	#tellMembership(user: number, room: number, member: boolean): void {
		const person = this.#core.presence.get(user);
		for (const connection of this.#of(user)) {
			if (member) connection.subscribe(topicOf(room));
			else {
				connection.unsubscribe(topicOf(room));
				connection.send({ t: "gone", room });
			}
		}
		if (!person || !member) return;
		this.#core.rooms.summary(person, room).then(
			(summary) => {
				for (const connection of this.#of(user)) connection.send({ t: "room", room: summary });
			},
			// Gone again already: another signal tells of it.
			() => undefined,
		);
	}
}

function encode(frame: DownFrame): string {
	return JSON.stringify(frame);
}
