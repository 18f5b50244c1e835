import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { RPL } from "../numerics.ts";
import { awayText } from "../show/away.ts";

/** RFC 2812 3.3.1: who writes to somebody who is away is told so. */
export async function tellAway(client: IrcClient, person: Person, other: number): Promise<void> {
	if (other === person.user.id) return;
	const [profile] = await client.patiently(() => client.context.core.people.byIds(person, [other]));
	const away = profile ? awayText(profile) : "";
	if (profile && away !== "") client.reply(RPL.AWAY, profile.name, away);
}
