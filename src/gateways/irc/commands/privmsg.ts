import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import { findOwnRoom, findQuery } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import type { Line } from "../line/line.ts";
import { isChannel, placeOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { fromIrc } from "../render/formatting.ts";
import type { PersonCommand } from "./command.ts";

const MOST_TARGETS = 4;
const CTCP = "\u0001";

/** What is said of a text, null where nothing is: a CTCP request asks for what no person has said. */
function bodyOf(text: string): string | null {
	if (!text.startsWith(CTCP)) return fromIrc(text);
	const [, request = ""] = text.split(CTCP);
	return request.startsWith("ACTION ") ? `/me ${fromIrc(request.slice("ACTION ".length))}` : null;
}

/** The reply's thread: what `+draft/reply` names, in the same room. */
function threadOf({ tags }: Line, room: Room): number | undefined {
	const place = placeOf(tags.get("+draft/reply") ?? tags.get("+reply") ?? "");
	return place?.room === room.id ? place.seq : undefined;
}

async function say(client: IrcClient, line: Line, target: string, body: string, person: Person): Promise<void> {
	const room = isChannel(target)
		? await findOwnRoom(client, target, person)
		: await client.patiently(() => findQuery(client, target, person));
	if (!room) {
		if (isChannel(target)) client.reply(ERR.CANNOTSENDTOCHAN, target.slice(0, 64), "Cannot send to channel: not in it");
		else client.reply(ERR.NOSUCHNICK, target.slice(0, 64), "No such nick");
		return;
	}
	const { core, secrets } = client.context;
	const thread = threadOf(line, room);
	const nonce = secrets.randomToken();
	client.nonces.add(nonce);
	try {
		await client.patiently(() => core.messages.post(person, { room: room.id, body, nonce, thread }));
	} catch (cause) {
		if (!(cause instanceof ParlourError)) throw cause;
		client.reply(ERR.CANNOTSENDTOCHAN, target, cause.message);
	} finally {
		client.nonces.delete(nonce);
	}
}

/** RFC 2812 3.3.1 */
export const privmsg: PersonCommand = {
	name: "PRIVMSG",
	minParams: 0,
	async run(client, line, person) {
		const [targets = "", text = ""] = line.params;
		if (targets === "") return client.reply(ERR.NORECIPIENT, "No recipient given (PRIVMSG)");
		if (text === "") return client.reply(ERR.NOTEXTTOSEND, "No text to send");
		const names = [...new Set(targets.split(",").filter((target) => target !== ""))];
		if (names.length > MOST_TARGETS) {
			return client.reply(ERR.TOOMANYTARGETS, targets.slice(0, 64), `${MOST_TARGETS} targets are the most`);
		}
		const body = bodyOf(text);
		if (body === null) return;
		for (const target of names) await say(client, line, target, body, person);
	},
};

/** RFC 2812 3.3.2: said as any message is, but a failure has no answer. */
export const notice: PersonCommand = {
	name: "NOTICE",
	minParams: 0,
	async run(client, line, person) {
		const [targets = "", text = ""] = line.params;
		const body = text === "" ? null : bodyOf(text);
		if (body === null) return;
		for (const target of targets.split(",").slice(0, MOST_TARGETS)) {
			const room = isChannel(target) ? await findOwnRoom(client, target, person) : null;
			if (room) await say(client, line, target, body, person);
		}
	},
};
