import { nameKey } from "../../../core/names.ts";
import type { Person } from "../../../core/presence.ts";
import type { Room } from "../../../protocol/entities.ts";
import { hasVoice } from "../../../protocol/moderation.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { fitsMask } from "../mask.ts";

/** Whether they are a member who could post in the room: for what IRC alone passes on, so that core never sees it. */
export async function maySpeak(client: IrcClient, person: Person, room: Room): Promise<boolean> {
	if (room.archived || !person.rooms.has(room.id)) return false;
	if (room.visibility === "direct" || hasVoice(person.account, room)) return true;
	if (room.announcement) return false;
	const masks = await client.patiently(() => client.context.core.rules.masks(person, room.id));
	const name = nameKey(person.user.name);
	const fits = (wanted: string) => masks.some(({ kind, mask }) => kind === wanted && fitsMask(nameKey(mask), name));
	return !fits("ban") || fits("exception");
}
