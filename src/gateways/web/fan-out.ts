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

/** The messages, each encoded once, in as few frames as may be. */
function* messagesFrames(room: number, messages: Iterable<Message>): Generator<string> {
	const frame = (encoded: string[]) => `{"t":"messages","room":${room},"messages":[${encoded.join(",")}]}`;
	let waiting: string[] = [];
	let chars = 0;
	for (const message of messages) {
		const encoded = JSON.stringify(message);
		if (waiting.length > 0 && chars + encoded.length > FRAME_CHARS) {
			yield frame(waiting);
			waiting = [];
			chars = 0;
		}
		waiting.push(encoded);
		chars += encoded.length;
	}
	yield frame(waiting);
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
		switch (signal.type) {
			case "changes": {
				const { room, changes } = signal;
				const messages = changes.map(({ message }) => message);
				for (const frame of messagesFrames(room, messages)) this.#server.publish(topicOf(room), frame);
				return;
			}
			case "membership":
				return this.#tellMembership(signal);
			case "read": {
				const { user, type: t, ...mark } = signal;
				return this.#tellDevices(user, { t, ...mark });
			}
			case "thread":
				return this.#tellDevices(signal.user, { t: "thread-mark", mark: signal.mark });
			case "saved": {
				const { user, type: t, ...saved } = signal;
				return this.#tellDevices(user, { t, ...saved });
			}
			case "draft":
				return this.#tellDevices(signal.user, { t: "draft", draft: signal.draft });
			case "notify":
				return this.#tellRoom(signal.user, signal.room);
			case "profile":
				return this.#server.publish(EVERYBODY, encode({ t: "profile", profile: signal.profile }));
			case "typing":
				return this.#tellTyping(signal);
			case "presence": {
				const { user, online } = signal;
				return this.#server.publish(EVERYBODY, encode({ t: "presence", user, online }));
			}
		}
	}

	#of(user: number): Iterable<Listener> {
		return this.#listeners.get(user) ?? [];
	}

	#tellDevices(user: number, frame: DownFrame): void {
		for (const listener of this.#of(user)) listener.send(frame);
	}

	#tellTyping({ type: t, user, room, thread }: Extract<Signal, { type: "typing" }>): void {
		const frame = encode({ t, room, ...(thread === undefined ? {} : { thread }), user });
		for (const person of this.#core.presence.inRoom(room)) {
			if (person.account.id === user.id) continue;
			for (const listener of this.#of(person.account.id)) {
				if (listener.queuedBytes < EPHEMERAL_QUEUE_BYTES) listener.sendEncoded(frame);
			}
		}
	}

	#tellMembership({ user, room, member, removed }: Extract<Signal, { type: "membership" }>): void {
		for (const listener of this.#of(user)) {
			if (member) listener.subscribe(topicOf(room));
			else {
				listener.unsubscribe(topicOf(room));
				listener.send({ t: "gone", room, ...(removed ? { removed } : {}) });
			}
		}
		if (member) this.#tellRoom(user, room);
	}

	/** What one sees of a room is one's own. */
	#tellRoom(user: number, room: number): void {
		const person = this.#core.presence.get(user);
		if (!person) return;
		this.#core.rooms.summary(person, room).then(
			(summary) => this.#tellDevices(user, { t: "room", room: summary }),
			// Gone again already: another signal tells of it.
			() => undefined,
		);
	}
}

function encode(frame: DownFrame): string {
	return JSON.stringify(frame);
}
