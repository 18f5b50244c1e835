import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { requireOwnRoom } from "../find-room.ts";
import { asParam } from "../names.ts";
import { partingKey } from "../news/asides.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

const MOST_AT_ONCE = 50;

/** RFC 2812 3.2.2 */
export const part: PersonCommand = {
	name: "PART",
	minParams: 1,
	async run(client, { params: [channels = "", reason = ""] }, person) {
		const wanted = new Set(channels.split(",").filter((channel) => channel !== ""));
		if (wanted.size > MOST_AT_ONCE) {
			return client.reply(ERR.TOOMANYTARGETS, asParam(channels), `${MOST_AT_ONCE} rooms at once are the most`);
		}
		for (const channel of wanted) {
			if (client.over) return;
			const room = await requireOwnRoom(client, channel, person);
			if (room) await leave(client, person, room, reason);
		}
	},
};

async function leave(client: IrcClient, person: Person, room: Room, reason: string): Promise<void> {
	const { core, audience } = client.context;
	const key = partingKey(room.id, person.user.id);
	await client.patiently(() => audience.asides.partings.during(key, reason, () => core.rooms.leave(person, room.id)));
}
