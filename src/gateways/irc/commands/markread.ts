import { findTarget } from "../find-room.ts";
import { firstFrom } from "../history.ts";
import { readMarker } from "../show/read-marker.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/read-marker: a time stands for the last message that is not later. */
export const markread: PersonCommand = {
	name: "MARKREAD",
	minParams: 0,
	costly: true,
	async run(client, { params: [target = "", stamp] }, person) {
		const { core } = client.context;
		if (target === "") return client.fail("MARKREAD", "NEED_MORE_PARAMS", "Missing parameters");
		const room = await findTarget(client, target, person);
		if (!room) {
			return client.fail("MARKREAD", "INVALID_PARAMS", target.slice(0, 64), "There is no such target");
		}
		const at = stamp === undefined ? null : Date.parse(/^timestamp=(.+)$/.exec(stamp)?.[1] ?? "");
		if (at !== null && Number.isNaN(at)) {
			return client.fail("MARKREAD", "INVALID_PARAMS", target, "The time must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
		}
		const { readSeq } = await core.rooms.summary(person, room.id);
		const seq = at === null ? 0 : (await firstFrom(client, person, room, at + 1)) - 1;
		// Who moves it is told like their other clients; who doesn't, is told where it is.
		if (seq > readSeq) await core.attention.markRead(person, { room: room.id, seq });
		else client.answer(await readMarker(client, room, target, readSeq));
	},
};
