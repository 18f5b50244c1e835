import { findOwnRoom, findQuery } from "../find-room.ts";
import { isChannel } from "../names.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/read-marker: a time stands for the last message that is not later. */
export const markread: PersonCommand = {
	name: "MARKREAD",
	minParams: 1,
	async run(client, { params: [target = "", stamp] }, person) {
		const { core } = client.context;
		const room = isChannel(target)
			? await findOwnRoom(client, target, person)
			: await findQuery(client, target, person);
		if (!room) return client.fail("MARKREAD", "INVALID_PARAMS", target.slice(0, 64), "There is no such target");
		const at = stamp === undefined ? null : Date.parse(/^timestamp=(.+)$/.exec(stamp)?.[1] ?? "");
		if (at !== null && Number.isNaN(at)) {
			return client.fail("MARKREAD", "INVALID_PARAMS", target, "The time must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ");
		}
		const { messages } = await core.history.page(person, room.id, {}, 200);
		if (at !== null) {
			const last = messages.findLast((message) => message.at <= at);
			if (last) await core.attention.markRead(person, { room: room.id, seq: last.seq });
		}
		const { readSeq } = await core.rooms.summary(person, room.id);
		const read = messages.findLast(({ seq }) => seq <= readSeq);
		const told = read ? `timestamp=${new Date(read.at).toISOString()}` : "*";
		client.answer({ command: "MARKREAD", params: [target, told] });
	},
};
