import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { findOwnRoom, nickOf } from "../find-room.ts";
import { asParam, channelOf, isChannel } from "../names.ts";
import { ERR } from "../numerics.ts";

/** Whom something is for that is passed on by IRC alone. */
export interface Addressee {
	/** As lines name it. */
	target: string;
	/** Null where two people have never talked, or are guests. */
	room: Room | null;
	/** Of a person. */
	account?: number;
	readers: Iterable<IrcClient>;
}

/** Null where there is none, or none for them, which they are told as RFC 2812 3.3.1 has it, unless it is to be `quiet`. */
export async function findAddressee(
	client: IrcClient,
	target: string,
	person: Person,
	quiet: boolean,
): Promise<Addressee | null> {
	const { core, audience } = client.context;
	const refuse = (...reply: [numeric: string, target: string, why: string]) => {
		if (!quiet) client.reply(...reply);
		return null;
	};
	if (isChannel(target)) {
		const room = await findOwnRoom(client, target, person);
		if (room) return { target: channelOf(room), room, readers: audience.clientsIn(room.id) };
		return refuse(ERR.CANNOTSENDTOCHAN, asParam(target), "Cannot send to channel: not in it");
	}
	const account = await core.accounts.find(nickOf(target)).catch(() => null);
	if (!account) return refuse(ERR.NOSUCHNICK, asParam(target), "No such nick");
	const { id, name, guest } = account;
	const readers = [...audience.clientsOf(id)];
	if (guest !== person.user.guest || (guest && readers.length === 0)) {
		const why = "Guests talk in public rooms, and in private to guests who are here by IRC";
		return refuse(ERR.CANNOTSENDTOUSER, name, why);
	}
	return { target: name, room: audience.conversation(person.user.id, id), account: id, readers };
}
