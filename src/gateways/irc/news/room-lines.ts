import type { Core } from "../../../core/core.ts";
import type { Message, Room, User } from "../../../protocol/entities.ts";
import { deletionKey } from "../connection/own-key.ts";
import type { IrcSettings } from "../context.ts";
import { queryWith } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { changeLines, type RoomChange } from "../render/change.ts";
import { eventLines } from "../render/event.ts";
import { Rendered } from "../rendered.ts";
import { type Asides, partingKey } from "./asides.ts";
import { markedChange } from "./bots.ts";
import type { PeopleNews } from "./people-news.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** To whom something is told. */
export interface Telling {
	/** What the lines are sent to. */
	target: string;
	/** What a reply answers, where it is known. */
	root: Message | null;
	/** It tells of its reader's own coming in. */
	toThem?: boolean;
}

/** What happens in rooms, as lines: with what is known of those who do it, and what they have said by IRC alone. */
export class RoomLines {
	readonly #core: Core;
	readonly #settings: IrcSettings;
	readonly #here: Whereabouts;
	readonly #asides: Asides;
	readonly #people: Pick<PeopleNews, "awayOf" | "realnameOf">;

	constructor(
		core: Core,
		settings: IrcSettings,
		here: Whereabouts,
		asides: Asides,
		people: Pick<PeopleNews, "awayOf" | "realnameOf">,
	) {
		this.#core = core;
		this.#settings = settings;
		this.#here = here;
		this.#asides = asides;
		this.#people = people;
	}

	of(change: RoomChange, room: Room, telling: Telling): Rendered {
		const { serverName } = this.#settings;
		const lines = this.#linesOf(change, room, telling);
		return new Rendered(
			markedChange(change, lines, serverName, (user) => this.#here.clientsOf(user)),
			serverName,
		);
	}

	#linesOf(change: RoomChange, room: Room, { target, root, toThem = false }: Telling): Iterable<Outgoing> {
		const { serverName, baseUrl } = this.#settings;
		const { message, memberships } = change;
		const { posts, partings, redactions } = this.#asides;
		const parting = partings.get(partingKey(room.id, message.author?.id ?? 0));
		const redaction = redactions.get(deletionKey({ room: room.id, seq: message.seq }));
		const realnameOf = (user: User) => this.#people.realnameOf(user);
		const awayOf = (user: number) => this.#people.awayOf(user);
		const place = { room, target, serverName, baseUrl, parting, redaction, realnameOf, awayOf };
		if (message.kind === "text") return changeLines(change, place, root, posts.get(message.nonce ?? "") ?? null);
		if (queryWith(room, 0)) return [];
		// A guest's QUIT has told it.
		if (message.event === "left" && this.#core.guests.isLeaving(message.author?.id ?? 0)) return [];
		const joined = memberships?.find(({ member }) => member)?.user;
		return eventLines(message, place, joined === undefined ? null : this.#invited(joined, message.body), toThem);
	}

	#invited(id: number, name: string): User {
		return this.#core.presence.get(id)?.user.guest ? { id, name, guest: true } : { id, name };
	}
}
