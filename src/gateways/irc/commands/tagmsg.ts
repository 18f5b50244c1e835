import type { Person } from "../../../core/presence.ts";
import { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { reactionKey } from "../connection/own-key.ts";
import { takeTurn } from "../connection/take-turn.ts";
import { placeOf } from "../names.ts";
import { clientTagsOf, eitherTag } from "../saying/client-tags.ts";
import { type Addressee, findAddressee } from "../saying/find-addressee.ts";
import { passOn } from "../saying/pass-on.ts";
import { sayToStatus, statusTarget } from "../saying/status-message.ts";
import { targetsOf } from "../saying/targets.ts";
import type { PersonCommand } from "./command.ts";

type Tags = ReadonlyMap<string, string>;

/**
 * IRCv3 message-tags. Reactions and typing are core's, and seen in every client; what else its tags say reaches those who
 * are here by IRC.
 */
export const tagmsg: PersonCommand = {
	name: "TAGMSG",
	minParams: 1,
	async run(client, { tags, params: [list = ""] }, person) {
		for (const target of targetsOf(client, list, false) ?? []) {
			const status = statusTarget(target);
			if (status) {
				await sayToStatus(client, person, { command: "TAGMSG", texts: null, tags, ...status });
				continue;
			}
			await takeTurn(client, person);
			const addressee = await findAddressee(client, target, person, false);
			if (addressee) await tell(client, person, addressee, tags);
		}
	},
};

async function tell(client: IrcClient, person: Person, addressee: Addressee, tags: Tags): Promise<void> {
	const { room } = addressee;
	if (room && (await react(client, person, room.id, tags))) return;
	const typing = tags.get("+typing");
	const quiet = typing !== undefined;
	const telling = { command: "TAGMSG", texts: null, clientTags: clientTagsOf(tags), quiet } as const;
	const active = room !== null && typing === "active";
	if (active) client.context.core.messages.typing(person, room.id);
	await passOn(client, person, active ? { ...addressee, readers: [] } : addressee, telling);
}

/** False where it is none, or none that core knows: of another room's message, or more than one emoji. */
async function react(client: IrcClient, person: Person, room: number, tags: Tags): Promise<boolean> {
	const place = placeOf(eitherTag(tags, "reply") ?? "");
	const [react, unreact] = [eitherTag(tags, "react"), eitherTag(tags, "unreact")];
	const emoji = react ?? unreact;
	if (place?.room !== room || emoji === undefined) return false;
	const on = react !== undefined;
	const { messages } = client.context.core;
	try {
		const key = reactionKey(person.user.id, place, emoji, on);
		await client.own.during(key, () => client.patiently(() => messages.react(person, place, emoji, on)));
		return true;
	} catch (cause) {
		if (cause instanceof ParlourError && cause.code === "bad_request") return false;
		throw cause;
	}
}
