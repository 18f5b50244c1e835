import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { Client } from "../../client/client.ts";
import { findMessage } from "../../client/held-messages.ts";
import { placeKey } from "../../client/place-key.ts";
import type { User } from "../../protocol/entities.ts";
import { signOf } from "../room-sign.ts";
import { snippet } from "../snippet.ts";
import { truncate, widthOf } from "../text/cells.ts";
import type { Theme } from "../theme.ts";
import type { LogLook } from "./log-look.ts";
import type { LogSize } from "./log-model.ts";
import type { Stretch } from "./stretch.ts";

const LEAST_NAME = 6;
const MOST_NAME = 16;
const QUOTE_COLUMNS = 60;
const MOST_NAMED = 10;

export interface LookPorts {
	client: Client;
	theme: Theme;
	/** `https://host` */
	base: string;
	size: ReadonlySignal<LogSize>;
	now: ReadonlySignal<number>;
}

export type Pointed = Pick<LogLook, "terms" | "found" | "chosen">;

/** All that the lines of this stretch are made with; what is looked up is followed by whoever draws. */
export function lookOf(stretch: Stretch, pointed: ReadonlySignal<Pointed>, ports: LookPorts): ReadonlySignal<LogLook> {
	const { client, theme, base, size, now } = ports;
	const { room } = stretch;
	const nameColumns = computed(() => {
		let widest = LEAST_NAME;
		for (const author of authorsOf(stretch)) widest = Math.max(widest, widthOf(client.people.nameOf(author)));
		return Math.min(widest, size.value.columns < 70 ? MOST_NAME - 4 : MOST_NAME);
	});
	return computed(() => ({
		theme,
		base,
		columns: size.value.columns,
		nameColumns: nameColumns.value,
		me: client.me.value?.name ?? "",
		myId: client.me.value?.id ?? 0,
		now: now.value,
		...pointed.value,
		room: {
			title: room.title.value,
			sign: signOf(room, client),
			lobby: room.info.value.lobby === true,
			direct: room.info.value.visibility === "direct",
			place: client.server.value?.name ?? "Parlour",
		},
		inThread: stretch.thread?.root ?? null,
		nameOf: client.people.nameOf,
		namesOf(ids) {
			const names = ids.slice(0, MOST_NAMED).map((id) => {
				const profile = client.people.profile(id);
				return id === client.me.value?.id ? "you" : profile ? client.people.nameOf(profile) : "…";
			});
			const more = ids.length - names.length;
			return [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
		},
		isSaved: (seq) => client.saved.value.has(placeKey(room.id, seq)),
		unreadUnder: (seq) => client.threadMarks.value.get(placeKey(room.id, seq))?.unread ?? 0,
		quoteOf(seq) {
			const message = findMessage(stretch.messages.value, seq);
			return message === undefined ? null : truncate(snippet(message), QUOTE_COLUMNS);
		},
	}));
}

function authorsOf({ messages, thread }: Stretch): Iterable<User> {
	const authors = new Map<number, User>();
	const root = thread?.rootMessage.value?.author;
	if (root) authors.set(root.id, root);
	for (const { kind, author } of messages.value) if (kind === "text" && author) authors.set(author.id, author);
	return authors.values();
}
