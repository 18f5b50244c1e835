import type { Core, Signal } from "../../core/core.ts";
import type { Message, Room } from "../../protocol/entities.ts";
import { type Capabilities, has, LOOKS } from "./capabilities.ts";
import type { IrcSettings } from "./context.ts";
import type { IrcClient } from "./irc-client.ts";
import { channelOf, maskOf, queryWith } from "./names.ts";
import { encode, type Outgoing } from "./outgoing.ts";
import { changeLines, eventLines, type RoomChange } from "./render/change.ts";
import { showInside, showJoined } from "./show/room.ts";

/** Lines that several clients are sent: rendered once for those who see the same. */
class Rendered {
	readonly #lines: readonly Outgoing[];
	readonly #texts = new Map<Capabilities, string>();

	constructor(lines: Iterable<Outgoing>) {
		this.#lines = [...lines];
	}

	get lines(): readonly Outgoing[] {
		return this.#lines;
	}

	textFor(capabilities: Capabilities, serverName: string, now: number): string {
		// What only some can take depends on more than looks; such lines are few.
		const key = this.#lines.some(({ only }) => only) ? capabilities : capabilities & LOOKS;
		const known = this.#texts.get(key);
		if (known !== undefined) return known;
		const text = this.#lines.map((line) => encode(line, serverName, capabilities, now)).join("");
		this.#texts.set(key, text);
		return text;
	}
}

/** The one subscription of the gateway: what happens in a room goes to those of its members who are here by IRC. */
export class Audience {
	readonly #core: Core;
	readonly #settings: IrcSettings;
	readonly #clients = new Map<number, Set<IrcClient>>();
	readonly #inRoom = new Map<number, Set<IrcClient>>();
	readonly #rooms = new Map<number, Room>();
	/** Of rooms that are being looked up: what came meanwhile. */
	readonly #unknown = new Map<number, RoomChange[]>();
	readonly stop: () => void;

	constructor(core: Core, settings: IrcSettings) {
		this.#core = core;
		this.#settings = settings;
		this.stop = core.events.subscribe((signal) => this.#hear(signal));
	}

	/** The rooms are those that the client's person is in. */
	add(client: IrcClient, rooms: readonly Room[]): void {
		const user = client.person?.user.id ?? 0;
		const known = this.#clients.get(user);
		if (known) known.add(client);
		else this.#clients.set(user, new Set([client]));
		for (const room of rooms) {
			this.#rooms.set(room.id, room);
			this.#enter(room.id, client);
		}
	}

	remove(client: IrcClient): void {
		const user = client.person?.user.id ?? 0;
		const known = this.#clients.get(user);
		known?.delete(client);
		if (known?.size === 0) this.#clients.delete(user);
		for (const room of client.person?.rooms ?? []) this.#leave(room, client);
	}

	clientsOf(user: number): Iterable<IrcClient> {
		return this.#clients.get(user) ?? [];
	}

	get all(): Iterable<IrcClient> {
		return [...this.#clients.values()].flatMap((clients) => [...clients]);
	}

	/** A room that somebody here is in. */
	room(id: number): Room | undefined {
		return this.#rooms.get(id);
	}

	#hear(signal: Signal): void {
		if (signal.type === "changes") this.#hearChanges(signal.room, signal.changes);
		else if (signal.type === "membership") this.#setMembership(signal.user, signal.room, signal.member);
		else if (signal.type === "typing") this.#tellTyping(signal);
		else if (signal.type === "presence") this.#tellPresence(signal);
	}

	#hearChanges(room: number, changes: readonly RoomChange[]): void {
		const waiting = this.#unknown.get(room);
		if (waiting) return void waiting.push(...changes);
		const info = this.#rooms.get(room);
		const clients = this.#inRoom.get(room);
		// Who leaves hears it too, though they are no longer in.
		if (!info || (!clients && !changes.some(({ message }) => message.event === "left"))) return;
		const roots = new Map<number, Message>();
		for (const { message } of changes) if (message.replies) roots.set(message.seq, message);
		for (const change of changes) this.#tell(this.#rooms.get(room) ?? info, change, roots);
	}

	/** What a change makes of the room's name and topic. */
	#renew(room: Room, { event, body }: Message): Room {
		if (event !== "topic" && event !== "renamed") return room;
		const changed = { ...room, ...(event === "topic" ? { topic: body } : { name: body }) };
		this.#rooms.set(room.id, changed);
		return changed;
	}

	#tell(former: Room, change: RoomChange, roots: ReadonlyMap<number, Message>): void {
		const { message, memberships } = change;
		const room = this.#renew(former, message);
		const root = message.thread === undefined ? null : (roots.get(message.thread) ?? null);
		const readers = new Set(this.#inRoom.get(room.id));
		for (const { user } of memberships ?? []) for (const client of this.clientsOf(user)) readers.add(client);
		if (message.event === "renamed") return this.#tellRenaming(room, former, readers);
		const renderings = new Map<string, Rendered>();
		for (const client of readers) {
			const target = this.#targetFor(room, client, message.author?.id ?? 0);
			if (target === null) continue;
			let rendered = renderings.get(target);
			if (!rendered) {
				rendered = new Rendered(this.#lines(change, room, target, root));
				renderings.set(target, rendered);
			}
			this.#send(client, rendered, message);
			if (memberships?.some(({ user, member }) => member && user === client.person?.user.id)) {
				// Nobody waits for it: what a command of their own leads to, that command shows.
				if (!client.joining.has(room.id) && !queryWith(room, 0)) void showInside(client, room).catch(() => undefined);
			}
		}
	}

	#lines(change: RoomChange, room: Room, target: string, root: Message | null): Iterable<Outgoing> {
		const place = { room, target, serverName: this.#settings.serverName, baseUrl: this.#settings.baseUrl };
		if (change.message.kind === "text") return changeLines(change, place, root);
		if (queryWith(room, 0)) return [];
		const joined = change.memberships?.find(({ member }) => member)?.user;
		const invited = joined === undefined ? null : { id: joined, name: change.message.body };
		return eventLines(change.message, place, invited);
	}

	/** In a query the one reads their own name, and the writer's other clients the name that they wrote to. */
	#targetFor(room: Room, client: IrcClient, author: number): string | null {
		const me = client.person?.user;
		if (!me) return null;
		const other = queryWith(room, me.id);
		if (!other) return channelOf(room);
		return author === me.id ? other.name : me.name;
	}

	#send(client: IrcClient, rendered: Rendered, message: Message): void {
		const own = message.nonce !== undefined && client.nonces.delete(message.nonce);
		const joining = message.author?.id === client.person?.user.id && message.kind === "system";
		if (own && !has(client.capabilities, "echo-message")) return;
		// What answers the client's own command carries its label.
		if (own || joining) for (const line of rendered.lines) client.answer(line);
		else client.write(rendered.textFor(client.capabilities, this.#settings.serverName, message.at));
	}

	/** Without draft/channel-rename, a room of another name is another room: one leaves and joins. */
	#tellRenaming(room: Room, former: Room, readers: Iterable<IrcClient>): void {
		for (const client of readers) {
			if (!client.person) continue;
			const source = maskOf(client.person.user, this.#settings.serverName);
			client.tell({ command: "PART", params: [channelOf(former), `Now ${channelOf(room)}`], source });
			void showJoined(client, room).catch(() => undefined);
		}
	}

	#setMembership(user: number, room: number, member: boolean): void {
		for (const client of this.clientsOf(user)) {
			if (!member) this.#leave(room, client);
			else this.#enter(room, client);
		}
		const person = this.#core.presence.get(user);
		if (!member || !person || !this.#inRoom.has(room) || this.#rooms.has(room) || this.#unknown.has(room)) return;
		this.#unknown.set(room, []);
		const settle = () => {
			const waiting = this.#unknown.get(room) ?? [];
			this.#unknown.delete(room);
			this.#hearChanges(room, waiting);
		};
		this.#core.rooms.summary(person, room).then(
			(summary) => {
				this.#rooms.set(room, summary);
				settle();
			},
			() => settle(),
		);
	}

	#tellTyping({ user, room, thread }: Extract<Signal, { type: "typing" }>): void {
		const info = this.#rooms.get(room);
		if (!info || thread !== undefined) return;
		for (const client of this.#inRoom.get(room) ?? []) {
			if (client.person?.user.id === user.id || !has(client.capabilities, "message-tags")) continue;
			const target = this.#targetFor(info, client, user.id);
			if (target === null) continue;
			const source = maskOf(user, this.#settings.serverName);
			client.tell({
				command: "TAGMSG",
				params: [target],
				source,
				account: user.name,
				clientTags: [["+typing", "active"]],
			});
		}
	}

	/** Everybody is in the lobby, so everybody may know. */
	#tellPresence({ user, online }: Extract<Signal, { type: "presence" }>): void {
		const source = maskOf(user, this.#settings.serverName);
		const away = { command: "AWAY", params: online ? [] : ["Not connected"], source, account: user.name };
		for (const client of this.all) {
			if (client.person?.user.id !== user.id && has(client.capabilities, "away-notify")) client.tell(away);
		}
	}

	#enter(room: number, client: IrcClient): void {
		const inside = this.#inRoom.get(room);
		if (inside) inside.add(client);
		else this.#inRoom.set(room, new Set([client]));
	}

	#leave(room: number, client: IrcClient): void {
		const inside = this.#inRoom.get(room);
		inside?.delete(client);
		if (inside?.size !== 0) return;
		this.#inRoom.delete(room);
		// A PART that is still to be told needs its name.
		queueMicrotask(() => {
			if (!this.#inRoom.has(room)) this.#rooms.delete(room);
		});
	}
}
