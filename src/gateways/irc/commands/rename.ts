import { ParlourError } from "../../../protocol/errors.ts";
import { requireOwnRoom } from "../find-room.ts";
import { renamingKey } from "../news/asides.ts";
import { ERR } from "../numerics.ts";
import type { PersonCommand } from "./command.ts";

/** IRCv3 draft/channel-rename */
export const rename: PersonCommand = {
	name: "RENAME",
	minParams: 2,
	async run(client, { params: [channel = "", wish = "", reason = ""] }, person) {
		const room = await requireOwnRoom(client, channel, person);
		if (!room) return;
		const fail = (code: string, why: string) => client.fail("RENAME", code, channel, wish.slice(0, 64), why);
		if (!wish.startsWith("#")) return fail("CANNOT_RENAME", "A room's name begins with #");
		try {
			const { core, audience } = client.context;
			const key = renamingKey(room.id);
			await audience.asides.renamings.during(key, reason, () => core.roomKeeping.rename(person, room.id, wish));
		} catch (cause) {
			if (!(cause instanceof ParlourError) || cause.code === "rate_limited") throw cause;
			if (cause.code === "forbidden") return client.reply(ERR.CHANOPRIVSNEEDED, channel, cause.message);
			fail(cause.code === "name_taken" ? "CHANNEL_NAME_IN_USE" : "CANNOT_RENAME", cause.message);
		}
	},
};
