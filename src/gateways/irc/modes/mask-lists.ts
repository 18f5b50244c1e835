import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import type { MaskKind } from "../../../protocol/rule.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { channelOf } from "../names.ts";
import { RPL } from "../numerics.ts";
import { toIrcMask } from "./name-mask.ts";

const LISTS: Record<MaskKind, { entry: string; end: string; name: string }> = {
	ban: { entry: RPL.BANLIST, end: RPL.ENDOFBANLIST, name: "ban" },
	exception: { entry: RPL.EXCEPTLIST, end: RPL.ENDOFEXCEPTLIST, name: "exception" },
	invitation: { entry: RPL.INVEXLIST, end: RPL.ENDOFINVEXLIST, name: "invite exception" },
};

/** Modern IRC: what the list of a mode of type A holds, with who set it and when, in seconds since 1970. */
export async function showMaskList(client: IrcClient, person: Person, room: Room, kind: MaskKind): Promise<void> {
	const { entry, end, name } = LISTS[kind];
	const channel = channelOf(room);
	const masks = await client.patiently(() => client.context.core.rules.masks(person, room.id));
	for (const mask of masks) {
		if (mask.kind !== kind) continue;
		const by = mask.by?.name ?? client.serverName;
		client.reply(entry, channel, toIrcMask(mask.mask), by, String(Math.floor(mask.at / 1000)));
	}
	client.reply(end, channel, `End of channel ${name} list`);
}
