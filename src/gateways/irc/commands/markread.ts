import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { readingKey } from "../connection/own-key.ts";
import { findTarget, nickOf } from "../find-room.ts";
import { firstFrom, timeOf } from "../history.ts";
import { asParam, isChannel, targetOf } from "../names.ts";
import type { Outgoing } from "../outgoing.ts";
import { placeRead, placeWith, type ReadTime } from "../read-times.ts";
import { markerLine, readMarker, readUntil } from "../show/read-marker.ts";
import type { PersonCommand } from "./command.ts";

/** What a channel or a person might be called. */
const NAME = /^#?[^\s#,*?]{1,63}$/u;

/** IRCv3 draft/read-marker: a time is kept, and the last message that is not later. The marker only moves forward. */
export const markread: PersonCommand = {
	name: "MARKREAD",
	minParams: 0,
	costly: true,
	async run(client, { params: [target = "", stamp] }, person) {
		if (target === "") return client.fail("MARKREAD", "NEED_MORE_PARAMS", "Missing parameters");
		const at = stamp === undefined ? null : timeOf(stamp);
		if (stamp !== undefined && at === null) {
			const form = "The time must be timestamp=YYYY-MM-DDThh:mm:ss.sssZ";
			return client.fail("MARKREAD", "INVALID_PARAMS", asParam(stamp), form);
		}
		const room = await findTarget(client, target, person);
		if (room) client.answer(await markRoom(client, person, room, at));
		else await markWithoutRoom(client, person, target, at);
	},
};

async function markRoom(client: IrcClient, person: Person, room: Room, at: number | null): Promise<Outgoing> {
	const { core } = client.context;
	const { readSeq } = await core.rooms.summary(person, room.id);
	const known = await readUntil(client, person, room, readSeq);
	if (!isLater(at, known)) return markerLine(targetOf(room, person.user.id), known);
	const seq = Math.max(readSeq, (await firstFrom(client, person, room, at + 1)) - 1);
	keep(client, person, placeRead(room, person.user.id), { at, seq });
	const line = await readMarker(client, person, room, seq);
	// Of another message core tells the others.
	if (seq === readSeq) tellOthers(client, person, line);
	else await client.own.during(readingKey(room.id), () => core.attention.markRead(person, { room: room.id, seq }));
	return line;
}

/** With somebody to whom nothing was ever said, or nothing that is kept. */
async function markWithoutRoom(client: IrcClient, person: Person, target: string, at: number | null): Promise<void> {
	const { core, readTimes } = client.context;
	const other = isChannel(target) ? null : await core.accounts.find(nickOf(target)).catch(() => null);
	if (!other) {
		// Of what there is not, as of what they may not see, nothing is read.
		if (at === null && NAME.test(target)) return client.answer(markerLine(target, null));
		return client.fail("MARKREAD", "INVALID_PARAMS", asParam(target), "There is no such target");
	}
	const known = readTimes.of(person.user.id, placeWith(other.id), 0);
	if (!isLater(at, known)) return client.answer(markerLine(other.name, known));
	keep(client, person, placeWith(other.id), { at, seq: 0 });
	const line = markerLine(other.name, readTimes.of(person.user.id, placeWith(other.id), 0));
	tellOthers(client, person, line);
	client.answer(line);
}

function isLater(at: number | null, known: number | null): at is number {
	return at !== null && (known === null || at > known);
}

/** Nobody has read what is not yet said. */
function keep({ context }: IrcClient, person: Person, place: string, { at, seq }: ReadTime): void {
	context.readTimes.keep(person.user.id, place, { at: Math.min(at, context.clock.now()), seq });
}

/** The same person's other clients. */
function tellOthers(client: IrcClient, person: Person, line: Outgoing): void {
	for (const other of client.context.audience.clientsOf(person.user.id)) {
		if (other !== client && has(other.capabilities, "draft/read-marker")) other.tell(line);
	}
}
