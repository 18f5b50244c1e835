import { effect } from "@preact/signals-core";
import { namesIn } from "./names-in.ts";
import type { Workspace } from "./workspace.ts";

/** Looks, once one's rooms are known, for the one to begin in: a direct room is opened, and what is missing is told. */
export function seekFirstRoom(workspace: Workspace): () => void {
	const { client, options, rooms } = workspace;
	let sought = options.room === null;
	return effect(() => {
		const { room } = options;
		if (sought || room === null || client.rooms.value.size === 0) return;
		sought = true;
		if (room.startsWith("@")) {
			void workspace.attempt(async () => workspace.show(await client.openDirect(namesIn(room))));
		} else if (!rooms.peek().some(({ info }) => info.peek().name === room)) {
			workspace.fail(`No room of yours is named ${room}: /join ${room} goes there`);
		}
	});
}
