import { useEffect, useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Excerpt } from "../../client/excerpt.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { notice, place, target } from "../view.ts";

/** What of a room is shown: its newest messages, or a stretch of its past around one that was asked for. */
export interface Stretch {
	messages: readonly Message[];
	/** Its first message is the room's first. */
	whole: boolean;
	/** It reaches to the newest message. */
	newest: boolean;
	/** What was asked for is on its way. */
	seeking: boolean;
	/** The message to go to now; a new object for each wish. */
	aim: { seq: number } | null;
	/** Changes when what is shown has nothing to do with what was shown before. */
	jump: number;
	loadOlder(): void;
	loadNewer(): void;
	/** Shows the room's newest again; `onward` where what is in sight stays there. */
	toLatest(onward?: boolean): void;
}

export function useStretch(client: Client, room: Room): Stretch {
	const [excerpt, setExcerpt] = useState<Excerpt | null>(null);
	const [aim, setAim] = useState<{ seq: number } | null>(null);
	const [jump, setJump] = useState(0);
	const reached = useRef<object | null>(null);
	const wanted = isPlace(room) ? target.value : null;
	const connected = client.connection.value.state === "online";

	useEffect(() => {
		// What cannot be had now is asked for again with the next connection.
		if (connected) client.open(room).catch(() => undefined);
	}, [client, room, connected]);

	useEffect(() => {
		if (!wanted || reached.current === wanted || !connected) return;
		let overtaken = false;
		const seq = wanted.thread ?? wanted.seq;
		const arrive = (at: Excerpt | null) => {
			if (overtaken) return;
			reached.current = wanted;
			setExcerpt(at);
			setJump((jump) => (at ? jump + 1 : jump));
			setAim({ seq });
			if ((at ?? room).messages.peek().some((message) => message.seq === seq)) return;
			notice.value = "No message was found at this address: it may have been cleared away";
		};
		const seek = async () => {
			await client.open(room);
			const [first] = room.messages.peek();
			if (first && first.seq <= seq) return arrive(null);
			const around = client.excerpt(room, seq);
			await client.loadAround(around);
			arrive(around);
		};
		seek().catch((cause: unknown) => {
			if (overtaken || client.connection.peek().state !== "online") return;
			reached.current = wanted;
			setJump((jump) => jump + 1);
			notice.value = cause instanceof Error ? cause.message : String(cause);
		});
		return () => {
			overtaken = true;
		};
	}, [client, room, connected, wanted]);

	const shown = excerpt ?? room;
	const held = excerpt !== null || room.held.value;
	const messages = shown.messages.value;
	const first = messages[0];
	return {
		messages,
		whole: held && !shown.hasOlder.value,
		newest: !excerpt?.hasNewer.value,
		seeking: wanted !== null && reached.current !== wanted && !(first && first.seq <= (wanted.thread ?? wanted.seq)),
		aim,
		jump,
		loadOlder() {
			(excerpt ? client.loadBefore(excerpt) : client.loadOlder(room)).catch(() => undefined);
		},
		loadNewer() {
			if (excerpt) client.loadAfter(excerpt).catch(() => undefined);
		},
		toLatest(onward = false) {
			if (!excerpt) return;
			setExcerpt(null);
			setAim(null);
			if (!onward) setJump((jump) => jump + 1);
		},
	};
}

/** The lobby stands in for a room that one is not in: what was asked for is not there. */
function isPlace(room: Room): boolean {
	const at = place.value;
	if (at.view !== "room") return false;
	const { name, lobby } = room.info.value;
	return at.room === room.id || at.room === name || (at.room === null && lobby === true);
}
