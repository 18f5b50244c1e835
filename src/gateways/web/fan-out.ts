import type { Core, Signal } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";
import type { DownFrame } from "../../protocol/down.ts";
import type { Message } from "../../protocol/entities.ts";
import type { WebServer } from "../../runtime/web-server.ts";

/** Above this, a slow reader is spared what may be dropped. */
const EPHEMERAL_QUEUE_BYTES = 64 * 1024;

/** A greeted socket, as the fan-out needs it. */
export interface Listener {
	readonly queuedBytes: number;
	send(frame: DownFrame): void;
	sendEncoded(frame: string): void;
	subscribe(topic: string): void;
	unsubscribe(topic: string): void;
}

const EVERYBODY = "everybody";
/** A frame is at most about this long, unless one message is longer. */
const FRAME_CHARS = 64 * 1024;

function* inFrames(messages: Message[]): Generator<Message[]> {
	let frame: Message[] = [];
	let chars = 0;
	for (const message of messages) {
		chars += message.body.length;
		if (frame.length > 0 && chars > FRAME_CHARS) {
			yield frame;
			frame = [];
			chars = message.body.length;
		}
		frame.push(message);
	}
	yield frame;
}

function topicOf(room: number): string {
	return `room:${room}`;
}

/** From core's signals to the sockets: encoded once, published on one topic a room. */
export class FanOut {
	readonly #core: Core;
	readonly #server: Pick<WebServer, "publish">;
	readonly #listeners = new Map<number, Set<Listener>>();

	constructor(core: Core, server: Pick<WebServer, "publish">) {
		this.#core = core;
		this.#server = server;
		core.events.subscribe((signal) => this.#tell(signal));
	}

	add(person: Person, listener: Listener): void {
		const known = this.#listeners.get(person.account.id);
		if (known) known.add(listener);
		else this.#listeners.set(person.account.id, new Set([listener]));
		listener.subscribe(EVERYBODY);
		for (const room of person.rooms) listener.subscribe(topicOf(room));
	}

	remove(person: Person, listener: Listener): void {
		const known = this.#listeners.get(person.account.id);
		known?.delete(listener);
		if (known?.size === 0) this.#listeners.delete(person.account.id);
	}

	#tell(signal: Signal): void {
		if (signal.type === "changes") {
			const { room } = signal;
			for (const messages of inFrames(signal.messages)) {
				this.#server.publish(topicOf(room), encode({ t: "messages", room, messages }));
			}
		} else if (signal.type === "membership") {
			this.#tellMembership(signal.user, signal.room, signal.member);
		} else if (signal.type === "read") {
			const { user, type: t, ...mark } = signal;
			for (const listener of this.#of(user)) listener.send({ t, ...mark });
		} else if (signal.type === "typing") {
			const { user, room } = signal;
			const frame = encode({ t: "typing", room, user });
			for (const person of this.#core.presence.inRoom(room)) {
				if (person.account.id !== user.id) this.#sendEphemeral(this.#of(person.account.id), frame);
			}
		} else if (signal.type === "presence") {
			const { user, online } = signal;
			this.#server.publish(EVERYBODY, encode({ t: "presence", user, online }));
		}
	}

	#of(user: number): Iterable<Listener> {
		return this.#listeners.get(user) ?? [];
	}

	#sendEphemeral(listeners: Iterable<Listener>, frame: string): void {
		for (const listener of listeners) {
			if (listener.queuedBytes < EPHEMERAL_QUEUE_BYTES) listener.sendEncoded(frame);
		}
	}

	#tellMembership(user: number, room: number, member: boolean): void {
		const person = this.#core.presence.get(user);
		for (const listener of this.#of(user)) {
			if (member) listener.subscribe(topicOf(room));
			else {
				listener.unsubscribe(topicOf(room));
				listener.send({ t: "gone", room });
			}
		}
		if (!person || !member) return;
		this.#core.rooms.summary(person, room).then(
			(summary) => {
				for (const listener of this.#of(user)) listener.send({ t: "room", room: summary });
			},
			// Gone again already: another signal tells of it.
			() => undefined,
		);
	}
}

function encode(frame: DownFrame): string {
	return JSON.stringify(frame);
}
