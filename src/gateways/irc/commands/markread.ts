import type { IrcClient } from "../connection/irc-client.ts";
import { readingKey } from "../connection/own-key.ts";
import { findTarget } from "../find-room.ts";
import { firstFrom, timeOf } from "../history.ts";
import { asParam, isChannel } from "../names.ts";
import { markerLine, readMarker } from "../show/read-marker.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/read-marker: a time stands for the last message that is not later. The marker only moves forward. */
export const markread: PersonCommand = {
	name: "MARKREAD",
	minParams: 0,
	costly: true,
	async run(client, { params: [target = "", stamp] }, person) {
		const { rooms, attention } = client.context.core;
		if (target === "") return client.fail("MARKREAD", "NEED_MORE_PARAMS", "Missing parameters");
		const at = stamp === undefined ? null : timeOf(stamp);
		if (stamp !== undefined && at === null) {
			const form = "The time must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ";
			return client.fail("MARKREAD", "INVALID_PARAMS", asParam(stamp), form);
		}
		const room = await findTarget(client, target, person);
		if (!room) return answerWithoutRoom(client, target);
		if (at !== null) {
			const seq = (await firstFrom(client, person, room, at + 1)) - 1;
			await client.own.during(readingKey(room.id), () => attention.markRead(person, { room: room.id, seq }));
		}
		const { readSeq } = await rooms.summary(person, room.id);
		client.answer(await readMarker(client, person, room, readSeq));
	},
};

/** Of somebody with whom nothing was ever said, nothing is read. */
async function answerWithoutRoom(client: IrcClient, target: string): Promise<void> {
	const other = isChannel(target) ? null : await client.context.core.accounts.find(target).catch(() => null);
	if (other) client.answer(markerLine(other.name, null));
	else client.fail("MARKREAD", "INVALID_PARAMS", asParam(target), "There is no such target");
}
