import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { RuleChange } from "../../../protocol/rule.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { asParam, channelOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { CHANNEL_MODES, isMaskKind } from "./channel-modes.ts";
import { fromIrcMask } from "./name-mask.ts";

const MOST_MASKS = 100;

interface Wish {
	letter: string;
	on: boolean;
	param: string | null;
}

/** One mode of a room as a rule of core's; what is refused is told by its numeric. */
export async function setMode(client: IrcClient, person: Person, room: Room, wish: Wish): Promise<void> {
	const { core } = client.context;
	const change = await changeOf(client, room, wish);
	if (!change) return;
	try {
		await client.patiently(() => core.rules.set(person, room.id, change));
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		await refused(client, person, room, wish, cause);
	}
}

/** Null where it is no change, or none that can be made: the client has been told. */
async function changeOf(client: IrcClient, room: Room, wish: Wish): Promise<RuleChange | null> {
	const { letter, on, param } = wish;
	const mode = CHANNEL_MODES.get(letter);
	if (!mode) return null;
	const { type, rule } = mode;
	if (rule === null) {
		const why = "Nobody writes into a room from outside: this mode is always set";
		if (!on) client.reply(ERR.CHANOPRIVSNEEDED, channelOf(room), why);
		return null;
	}
	if (type === "D" || param === null || ((type === "B" || type === "C") && !on)) return { rule, on };
	if (isMaskKind(rule)) {
		const mask = fromIrcMask(param, client.serverName);
		if (mask !== null) return { rule, on, value: mask };
		invalid(client, room, wish, "Only names are told apart here: use nick!*@*");
		return null;
	}
	if (type !== "prefix") return { rule, on, value: param };
	const account = await client.context.core.accounts.find(param).catch(() => null);
	if (!account) client.reply(ERR.NOSUCHNICK, asParam(param), "No such nick");
	else if (rule !== "moderator" || account.id !== room.creator) return { rule, on, value: account.name };
	else if (!on) client.reply(ERR.CHANOPRIVSNEEDED, channelOf(room), `${account.name} made this room, and moderates it`);
	return null;
}

async function refused(client: IrcClient, person: Person, room: Room, wish: Wish, why: ParlourError): Promise<void> {
	const channel = channelOf(room);
	const rule = CHANNEL_MODES.get(wish.letter)?.rule ?? null;
	if (why.code === "bad_request") return invalid(client, room, wish, why.message);
	if (why.code === "not_found") {
		return client.reply(ERR.USERNOTINCHANNEL, asParam(wish.param ?? ""), channel, "They aren't on that channel");
	}
	if (why.code === "forbidden" && wish.on && isMaskKind(rule)) {
		const masks = await client.patiently(() => client.context.core.rules.masks(person, room.id));
		if (masks.filter(({ kind }) => kind === rule).length >= MOST_MASKS) {
			return client.reply(ERR.BANLISTFULL, channel, wish.letter, why.message);
		}
	}
	client.reply(ERR.CHANOPRIVSNEEDED, channel, why.message);
}

function invalid(client: IrcClient, room: Room, { letter, param }: Wish, why: string): void {
	// A key is told to nobody, a refused one neither.
	const shown = letter === "k" ? "*" : asParam(param ?? "");
	client.reply(ERR.INVALIDMODEPARAM, channelOf(room), letter, shown, why);
}
