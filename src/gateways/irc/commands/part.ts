import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { partingKey } from "../asides.ts";
import { requireOwnRoom } from "../find-room.ts";
import type { IrcClient } from "../irc-client.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.2.2 */
export const part: PersonCommand = {
	name: "PART",
	minParams: 1,
	async run(client, { params: [channels = "", reason = ""] }, person) {
		for (const channel of channels.split(",").filter((channel) => channel !== "")) {
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
