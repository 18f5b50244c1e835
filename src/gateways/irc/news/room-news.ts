import type { Core } from "../../../core/core.ts";
import { nameKey } from "../../../core/names.ts";
import type { Message, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { ownKeyOf } from "../connection/own-key.ts";
import type { IrcSettings } from "../context.ts";
import { channelOf, queryWith, targetFor } from "../names.ts";
import type { RoomChange } from "../render/change.ts";
import { Rendered } from "../rendered.ts";
import { tellRenaming } from "../show/renaming.ts";
import { showInside } from "../show/room.ts";
import { type Asides, renamingKey } from "./asides.ts";
import { renewRoom } from "./renew-room.ts";
import type { RoomLines } from "./room-lines.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** What happens in rooms, as those of their members who are here by IRC are told it. */
export class RoomNews {
	readonly #core: Core;
	readonly #serverName: string;
	readonly #here: Whereabouts;
	readonly #asides: Asides;
	readonly #lines: RoomLines;

	constructor(core: Core, settings: IrcSettings, here: Whereabouts, asides: Asides, lines: RoomLines) {
		this.#core = core;
		this.#serverName = settings.serverName;
		this.#here = here;
		this.#asides = asides;
		this.#lines = lines;
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
			rendered: this.#lines.of(change, room, { target, root: rootOf(change, roots) }),
		}));
		const all = new Rendered(
			each.flatMap(({ rendered }) => rendered.lines),
			this.#serverName,
		);
		for (const client of inside) {
			// Some of it may be their own.
			if (client.own.underWay) for (const { change, rendered } of each) this.#send(client, rendered, change, room);
			else client.tellRendered(all);
		}
	}

	#tellOne(former: Room, change: RoomChange, roots: ReadonlyMap<number, Message>): void {
		const { message, kind, memberships } = change;
		const room = renewRoom(this.#core, this.#here.rooms, former, change);
		const root = rootOf(change, roots);
		const inside = this.#here.inRoom(room.id);
		if (message.event === "renamed") {
			const reason = this.#asides.renamings.get(renamingKey(room.id)) ?? "";
			return tellRenaming(inside ?? [], this.#serverName, message, { former, room, reason });
		}
		const joined = memberships?.find(({ member }) => member)?.user;
		const renderings = new Map<string, Rendered>();
		const tellClient = (client: IrcClient) => {
			const reader = client.person?.user;
			if (!reader) return;
			const target = targetFor(room, reader, (kind.type === "reacted" ? kind.by : message.author)?.id ?? 0);
			const toThem = reader.id === joined;
			const key = `${toThem} ${target}`;
			let rendered = renderings.get(key);
			if (!rendered) {
				rendered = this.#lines.of(change, room, { target, root, toThem });
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

	#send(client: IrcClient, rendered: Rendered, change: RoomChange, room: Room): void {
		const { message } = change;
		const own = client.own.has(ownKeyOf(change));
		const me = client.person?.user.id;
		// Who writes to themselves is sent it as its reader too.
		if (own && queryWith(room, me ?? 0)?.id === me) client.tellRendered(rendered);
		// A deletion is shown by its REDACT alone.
		const echoed = has(client.capabilities, "echo-message") || change.kind.type === "deleted";
		if (own && !echoed) return;
		const event = message.author?.id === me && message.kind === "system";
		// What answers the client's own command carries its label.
		// That they are away they know.
		if (own || event) for (const line of rendered.lines) line.command !== "AWAY" && client.answer(line);
		else client.tellRendered(rendered);
	}
}

function rootOf({ message }: RoomChange, roots: ReadonlyMap<number, Message>): Message | null {
	return message.thread === undefined ? null : (roots.get(message.thread) ?? null);
}
