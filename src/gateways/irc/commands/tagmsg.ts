import { findTarget } from "../find-room.ts";
import { isChannel, MOST_TARGETS, placeOf } from "../names.ts";
import { ERR } from "../numerics.ts";
import { reactionKey } from "../own-key.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 message-tags: typing, and reactions. Other tags mean nothing here, and go nowhere: CLIENTTAGDENY says so. */
export const tagmsg: PersonCommand = {
	name: "TAGMSG",
	minParams: 1,
	async run(client, { tags, params: [target = ""] }, person) {
		const { messages } = client.context.core;
		const either = (name: string) => tags.get(`+${name}`) ?? tags.get(`+draft/${name}`);
		const place = placeOf(either("reply") ?? "");
		const [react, unreact] = [either("react"), either("unreact")];
		const emoji = react ?? unreact;
		if (place && emoji !== undefined) {
			const on = react !== undefined;
			const key = reactionKey(person.user.id, place, emoji, on);
			return client.doing(key, () => client.patiently(() => messages.react(person, place, emoji, on)));
		}
		if (tags.get("+typing") !== "active") return;
		for (const name of new Set(target.split(",").slice(0, MOST_TARGETS))) {
			const room = await findTarget(client, name, person);
			if (room) messages.typing(person, room.id);
			else if (isChannel(name)) client.reply(ERR.CANNOTSENDTOCHAN, name.slice(0, 64), "Cannot send to channel");
		}
	},
};
