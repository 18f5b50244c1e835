import type { Core, Signal } from "../../core/core.ts";
import { nameKey } from "../../core/names.ts";
import type { Message, Room, User } from "../../protocol/entities.ts";
import { isBot, markedChange } from "./bots.ts";
import { has } from "./capabilities.ts";
import type { IrcSettings } from "./context.ts";
import type { IrcClient } from "./irc-client.ts";
import type { Underway } from "./multiline.ts";
import { channelOf, queryWith, whoOf } from "./names.ts";
import type { Outgoing } from "./outgoing.ts";
import { deletionKey, ownKeyOf } from "./own-key.ts";
import { bothNames, changeLines, eventLines, type Redaction, type RoomChange } from "./render/change.ts";
import { Rendered } from "./rendered.ts";
import { renewRoom } from "./renew-room.ts";
import { identityOf } from "./show/identity.ts";
import { tellRenaming } from "./show/renaming.ts";
import { showInside } from "./show/room.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** What happens in rooms, as those of their members who are here by IRC are told it. */
export class RoomNews {
	readonly #core: Core;
	readonly #settings: IrcSettings;
	readonly #here: Whereabouts;
	readonly #awayOf: (user: number) => string;
	/** By their nonces, messages that are being posted from here. */
	readonly #underway = new Map<string, Underway>();
	/** What is said with a PART that is under way, by partingKey: it is told by IRC alone. */
	readonly partings = new Map<string, string>();
	/** Who redacts by IRC, and why, by deletionKey: it is told by IRC alone. */
	readonly redactions = new Map<string, Redaction>();

	/** `awayOf`: what somebody who is away says, empty where they are not. */
	constructor(core: Core, settings: IrcSettings, here: Whereabouts, awayOf: (user: number) => string) {
		this.#core = core;
		this.#awayOf = awayOf;
		this.#settings = settings;
		this.#here = here;
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

	/** To those of its members who are here, and who leaves. */
	tell(room: number, changes: readonly RoomChange[]): void {
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
				this.#tellOne(this.#here.rooms.get(room) ?? info, change, roots);
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

	#tellOne(former: Room, change: RoomChange, roots: ReadonlyMap<number, Message>): void {
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
		const tellClient = (client: IrcClient) => {
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
		for (const client of inside ?? []) tellClient(client);
		for (const { user, member } of memberships ?? []) {
			for (const client of this.#here.clientsOf(user)) {
				if (!inside?.has(client)) tellClient(client);
				// Nobody waits for it: what a command of their own leads to, that command shows.
				const shown = client.joining === nameKey(room.name) || queryWith(room, 0) !== null;
				if (member && !shown) void showInside(client, room).catch(() => undefined);
			}
		}
	}

	#lines(change: RoomChange, room: Room, target: string, root: Message | null, toThem = false): Iterable<Outgoing> {
		const lines = this.#linesOf(change, room, target, root, toThem);
		return markedChange(change, lines, this.#settings.serverName, (user) => this.#here.clientsOf(user));
	}

	#linesOf(change: RoomChange, room: Room, target: string, root: Message | null, toThem: boolean): Iterable<Outgoing> {
		const { serverName, baseUrl } = this.#settings;
		const { message } = change;
		const parting = this.partings.get(partingKey(room.id, message.author?.id ?? 0));
		const realnameOf = (user: User) => identityOf(this.#here, user).realname;
		const redaction = this.redactions.get(deletionKey({ room: room.id, seq: message.seq }));
		const awayOf = this.#awayOf;
		const place = { room, target, serverName, baseUrl, parting, redaction, realnameOf, awayOf };
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
		// That they are away they know.
		if (own || event) for (const line of rendered.lines) line.command !== "AWAY" && client.answer(line);
		else client.write(text());
	}

	tellTyping({ user, room, thread }: Extract<Signal, { type: "typing" }>): void {
		const info = this.#here.rooms.get(room);
		if (!info || thread !== undefined) return;
		const who = { ...whoOf(user, this.#settings.serverName), bot: isBot(this.#here.clientsOf(user.id)) };
		const clientTags = bothNames("typing", "active").slice(1);
		for (const client of this.#here.inRoom(room) ?? []) {
			if (client.person?.user.id === user.id || !has(client.capabilities, "message-tags")) continue;
			const target = this.#targetFor(info, client, user.id);
			if (target === null) continue;
			client.tell({ command: "TAGMSG", params: [target], ...who, clientTags });
		}
	}

	#invited(id: number, name: string): User {
		return this.#core.presence.get(id)?.user.guest ? { id, name, guest: true } : { id, name };
	}
}

function rootOf({ message }: RoomChange, roots: ReadonlyMap<number, Message>): Message | null {
	return message.thread === undefined ? null : (roots.get(message.thread) ?? null);
}

/** Names that somebody leaves a room. */
export function partingKey(room: number, user: number): string {
	return `${room} ${user}`;
}
