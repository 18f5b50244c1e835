import type { Core, Signal } from "../../core/core.ts";
import { nameKey } from "../../core/names.ts";
import type { Message, Room, User } from "../../protocol/entities.ts";
import { isBot, markedChange } from "./bots.ts";
import { has } from "./capabilities.ts";
import type { IrcSettings } from "./context.ts";
import { FormerGuests } from "./former-guests.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Metadata } from "./metadata/metadata.ts";
import type { Monitors } from "./monitors.ts";
import type { Underway } from "./multiline.ts";
import { channelOf, queryWith, whoOf } from "./names.ts";
import type { Outgoing } from "./outgoing.ts";
import { ownKeyOf } from "./own-key.ts";
import { PeopleNews } from "./people-news.ts";
import { bothNames, changeLines, eventLines, type RoomChange } from "./render/change.ts";
import { Rendered } from "./rendered.ts";
import { renewRoom } from "./renew-room.ts";
import { identityOf } from "./show/identity.ts";
import { tellReadMarker } from "./show/read-marker.ts";
import { tellRenaming } from "./show/renaming.ts";
import { showInside } from "./show/room.ts";
import { Whereabouts } from "./whereabouts.ts";

/** The one subscription of the gateway: what happens in a room goes to those of its members who are here by IRC. */
export class Audience {
	readonly #core: Core;
	readonly #settings: IrcSettings;
	readonly #people: PeopleNews;
	readonly #here = new Whereabouts();
	/** Of rooms that are being looked up: what came meanwhile. */
	readonly #unknown = new Map<number, { waiting: RoomChange[]; told: Promise<void> }>();
	/** By their nonces, messages that are being posted from here. */
	readonly #underway = new Map<string, Underway>();
	/** Of guests who are about to be gone. */
	readonly lastWords = new Map<number, string>();
	readonly formerGuests = new FormerGuests();
	/** What is said with a PART that is under way, by partingKey: it is told by IRC alone. */
	readonly partings = new Map<string, string>();
	readonly stop: () => void;

	constructor(core: Core, settings: IrcSettings, monitors: Monitors, metadata: Metadata) {
		this.#core = core;
		this.#settings = settings;
		this.#people = new PeopleNews(core, settings.serverName, monitors, metadata, () => this.all);
		this.stop = core.events.subscribe((signal) => this.#hear(signal));
	}

	/** The rooms are those that the client's person is in. */
	add(client: IrcClient, rooms: readonly Room[]): void {
		this.#here.add(client, rooms);
	}

	remove(client: IrcClient): void {
		this.#here.remove(client);
	}

	clientsOf(user: number): Iterable<IrcClient> {
		return this.#here.clientsOf(user);
	}

	clientsIn(room: number): Iterable<IrcClient> {
		return this.#here.inRoom(room) ?? [];
	}

	get all(): Iterable<IrcClient> {
		return this.#here.all;
	}

	/** So many people have been here at once, by whatever gateway. */
	get mostPeople(): number {
		return Math.max(this.#people.mostPeople, this.#core.presence.count);
	}

	get countRooms(): number {
		return this.#here.rooms.count;
	}

	/** A room that somebody here is in. */
	room(id: number): Room | undefined {
		return this.#here.rooms.get(id);
	}

	/** The room of two people, where one of them is here and there is one. */
	conversation(one: number, other: number): Room | null {
		return this.#here.rooms.conversation(one, other);
	}

	/** Resolves when what has happened in the room so far has been told. */
	async settled(room: number): Promise<void> {
		await this.#unknown.get(room)?.told;
	}

	/** While this runs, the message of this nonce goes out so. */
	async posting<T>(nonce: string, underway: Underway, run: () => Promise<T>): Promise<T> {
		this.#underway.set(nonce, underway);
		try {
			return await run();
		} finally {
			this.#underway.delete(nonce);
		}
	}

	#hear(signal: Signal): void {
		if (signal.type === "renamed") this.#tellNick(signal);
		else if (signal.type === "guest-left") this.#tellQuit(signal);
		else if (signal.type === "changes") this.#hearChanges(signal.room, signal.changes);
		else if (signal.type === "membership") this.#setMembership(signal.user, signal.room, signal.member);
		else if (signal.type === "typing") this.#tellTyping(signal);
		else if (signal.type === "presence") this.#people.tellPresence(signal);
		else if (signal.type === "profile") this.#people.tellProfile(signal.profile);
		else if (signal.type === "read") this.#tellRead(signal);
	}

	#hearChanges(room: number, changes: readonly RoomChange[]): void {
		const unknown = this.#unknown.get(room);
		if (unknown) return void unknown.waiting.push(...changes);
		const info = this.#here.rooms.get(room);
		const clients = this.#here.inRoom(room);
		// Who leaves hears it too, though they are no longer in.
		if (!info || (!clients && !changes.some(({ memberships }) => memberships))) return;
		const roots = new Map<number, Message>();
		for (const { message } of changes) if (message.replies) roots.set(message.seq, message);
		// What nobody but a member hears goes to each of them at once, however many changes it is.
		let together: RoomChange[] = [];
		const flush = () => {
			this.#tellTogether(this.#here.rooms.get(room) ?? info, together, roots);
			together = [];
		};
		for (const change of changes) {
			if (change.message.kind === "text" && info.visibility !== "direct") together.push(change);
			else {
				flush();
				this.#tell(this.#here.rooms.get(room) ?? info, change, roots);
			}
		}
		flush();
	}

	#tellTogether(room: Room, changes: readonly RoomChange[], roots: ReadonlyMap<number, Message>): void {
		const inside = this.#here.inRoom(room.id);
		if (!inside || changes.length === 0) return;
		const target = channelOf(room);
		const each = changes.map((change) => ({
			change,
			rendered: new Rendered(this.#lines(change, room, target, rootOf(change, roots)), this.#settings.serverName),
		}));
		const all = new Rendered(
			each.flatMap(({ rendered }) => rendered.lines),
			this.#settings.serverName,
		);
		for (const client of inside) {
			// Some of it may be their own.
			if (client.isDoing) for (const { change, rendered } of each) this.#send(client, rendered, change, room);
			else client.write(all.textFor(client.capabilities, 0));
		}
	}

	#tell(former: Room, change: RoomChange, roots: ReadonlyMap<number, Message>): void {
		const { message, memberships } = change;
		const room = renewRoom(this.#core, this.#here.rooms, former, change);
		const root = rootOf(change, roots);
		const inside = this.#here.inRoom(room.id);
		if (message.event === "renamed") {
			for (const client of inside ?? []) tellRenaming(client, message, former, room);
			return;
		}
		const joined = memberships?.find(({ member }) => member)?.user;
		const renderings = new Map<string, Rendered>();
		const tellOne = (client: IrcClient) => {
			const target = this.#targetFor(room, client, message.author?.id ?? 0);
			if (target === null) return;
			const toThem = joined !== undefined && client.person?.user.id === joined;
			const key = `${toThem} ${target}`;
			let rendered = renderings.get(key);
			if (!rendered) {
				rendered = new Rendered(this.#lines(change, room, target, root, toThem), this.#settings.serverName);
				renderings.set(key, rendered);
			}
			this.#send(client, rendered, change, room);
		};
		for (const client of inside ?? []) tellOne(client);
		for (const { user, member } of memberships ?? []) {
			for (const client of this.#here.clientsOf(user)) {
				if (!inside?.has(client)) tellOne(client);
				// Nobody waits for it: what a command of their own leads to, that command shows.
				const shown = client.joining === nameKey(room.name) || queryWith(room, 0) !== null;
				if (member && !shown) void showInside(client, room).catch(() => undefined);
			}
		}
	}

	#lines(change: RoomChange, room: Room, target: string, root: Message | null, toThem = false): Iterable<Outgoing> {
		const lines = this.#linesOf(change, room, target, root, toThem);
		return markedChange(change, lines, this.#settings.serverName, (user) => this.clientsOf(user));
	}

	#linesOf(change: RoomChange, room: Room, target: string, root: Message | null, toThem: boolean): Iterable<Outgoing> {
		const { serverName, baseUrl } = this.#settings;
		const { message } = change;
		const parting = this.partings.get(partingKey(room.id, message.author?.id ?? 0));
		const realnameOf = (user: User) => identityOf(this, user).realname;
		const place = { room, target, serverName, baseUrl, parting, realnameOf };
		if (message.kind === "text") {
			return changeLines(change, place, root, this.#underway.get(message.nonce ?? "") ?? null);
		}
		if (queryWith(room, 0)) return [];
		// A guest's QUIT has told it.
		if (message.event === "left" && this.#core.guests.isLeaving(message.author?.id ?? 0)) return [];
		const joined = change.memberships?.find(({ member }) => member)?.user;
		return eventLines(message, place, joined === undefined ? null : this.#invited(joined, message.body), toThem);
	}

	/** In a query the one reads their own name, and the writer's other clients the name that they wrote to. */
	#targetFor(room: Room, client: IrcClient, author: number): string | null {
		const me = client.person?.user;
		if (!me) return null;
		const other = queryWith(room, me.id);
		if (!other) return channelOf(room);
		return author === me.id ? other.name : me.name;
	}

	#send(client: IrcClient, rendered: Rendered, change: RoomChange, room: Room): void {
		const { message } = change;
		const own = client.did(ownKeyOf(change));
		const me = client.person?.user.id;
		const text = () => rendered.textFor(client.capabilities, message.at);
		// Who writes to themselves is sent it as its reader too.
		if (own && queryWith(room, me ?? 0)?.id === me) client.write(text());
		// A deletion is shown by its REDACT alone.
		const echoed = has(client.capabilities, "echo-message") || change.kind.type === "deleted";
		if (own && !echoed) return;
		const event = message.author?.id === me && message.kind === "system";
		// What answers the client's own command carries its label.
		if (own || event) for (const line of rendered.lines) client.answer(line);
		else client.write(text());
	}

	#setMembership(user: number, room: number, member: boolean): void {
		this.#here.setMembership(user, room, member);
		const person = this.#core.presence.get(user);
		if (!member || !person || !this.#here.inRoom(room) || this.#here.rooms.has(room) || this.#unknown.has(room)) return;
		const waiting: RoomChange[] = [];
		const told = this.#core.rooms
			.summary(person, room)
			.then(
				(summary) => this.#here.rooms.set(summary),
				() => undefined,
			)
			.then(() => {
				this.#unknown.delete(room);
				this.#hearChanges(room, waiting);
			});
		this.#unknown.set(room, { waiting, told });
	}

	#tellTyping({ user, room, thread }: Extract<Signal, { type: "typing" }>): void {
		const info = this.#here.rooms.get(room);
		if (!info || thread !== undefined) return;
		const who = { ...whoOf(user, this.#settings.serverName), bot: isBot(this.clientsOf(user.id)) };
		const clientTags = bothNames("typing", "active").slice(1);
		for (const client of this.#here.inRoom(room) ?? []) {
			if (client.person?.user.id === user.id || !has(client.capabilities, "message-tags")) continue;
			const target = this.#targetFor(info, client, user.id);
			if (target === null) continue;
			client.tell({ command: "TAGMSG", params: [target], ...who, clientTags });
		}
	}

	#tellNick({ user, former }: Extract<Signal, { type: "renamed" }>): void {
		const { serverName } = this.#settings;
		const line = { command: "NICK", params: [user.name], ...whoOf({ ...user, name: former }, serverName) };
		const own = new Set(this.#here.clientsOf(user.id));
		for (const { registration } of [...own].slice(0, 1)) this.formerGuests.add(former, registration.said);
		for (const client of new Set([...own, ...this.#sharing(this.#core.presence.get(user.id)?.rooms ?? [])])) {
			// What answers the client's own command carries its label.
			if (own.has(client)) client.answer(line);
			else client.tell(line);
			// The user name of a mask is the nickname.
			if (has(client.capabilities, "chghost")) {
				const source = `${user.name}!${former}@${serverName}`;
				client.tell({ command: "CHGHOST", params: [user.name, serverName], source });
			}
		}
		this.#people.tellRenamed(user, former);
	}

	#tellQuit({ user, rooms }: Extract<Signal, { type: "guest-left" }>): void {
		const line = { command: "QUIT", params: [this.lastWords.get(user.id) ?? "Left"] };
		for (const client of this.#sharing(rooms)) client.tell({ ...line, ...whoOf(user, this.#settings.serverName) });
		this.lastWords.delete(user.id);
	}

	#invited(id: number, name: string): User {
		return this.#core.presence.get(id)?.user.guest ? { id, name, guest: true } : { id, name };
	}

	/** The clients in any of these rooms. */
	#sharing(rooms: Iterable<number>): Set<IrcClient> {
		return new Set([...rooms].flatMap((room) => [...(this.#here.inRoom(room) ?? [])]));
	}

	#tellRead({ user, room, seq }: Extract<Signal, { type: "read" }>): void {
		const info = this.#here.rooms.get(room);
		if (!info) return;
		for (const client of this.#here.clientsOf(user)) {
			if (!has(client.capabilities, "draft/read-marker")) continue;
			void tellReadMarker(client, info, seq).catch(() => undefined);
		}
	}
}

function rootOf({ message }: RoomChange, roots: ReadonlyMap<number, Message>): Message | null {
	return message.thread === undefined ? null : (roots.get(message.thread) ?? null);
}

/** Names that somebody leaves a room. */
export function partingKey(room: number, user: number): string {
	return `${room} ${user}`;
}
