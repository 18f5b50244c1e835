import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { joinOffer, notice, place } from "../view.ts";

/**
 * An address may name a public room that one is not in, as a link to a message does: then one is asked whether to join.
 * Where it names none that one could be in, one is told.
 */
export function useJoinOffer(client: Client, current: ReadonlySignal<Room | null>): void {
	const settled = useRef<object | null>(null);
	useSignalEffect(() => {
		const at = place.value;
		const room = current.value;
		if (settled.current === at || client.connection.value.state !== "online" || room === null) return;
		// Once an address: who leaves the room that it names is not asked back in.
		settled.current = at;
		if (at.view !== "room" || at.room === null || at.room === room.id || at.room === room.info.value.name) return;
		const wanted = at.room;
		// Where the directory cannot be had, the lobby stands.
		client.directory().then(
			(listed) => {
				const found = listed.find(({ id, name, archived }) => !archived && (id === wanted || name === wanted));
				if (place.peek() !== at) return;
				if (!found) notice.value = "No room that you can read was found at this address: this is the lobby";
				else if (!found.joined) joinOffer.value = found;
			},
			() => undefined,
		);
	});
}
