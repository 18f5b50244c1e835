import type { Person } from "../../../core/presence.ts";
import type { Profile } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../irc-client.ts";
import type { Outgoing } from "../outgoing.ts";
import { showBatch } from "./history.ts";

/** What people have set of these keys, as METADATA. */
export function metadataLines(client: IrcClient, profiles: readonly Profile[], keys: readonly string[]): Outgoing[] {
	return profiles.flatMap((profile) => {
		const values = client.context.metadata.valuesOf(profile);
		return keys.flatMap((key) => {
			const value = values.get(key);
			return value === undefined ? [] : [{ command: "METADATA", params: [profile.name, key, "*", value] }];
		});
	});
}

/** On connection: one's own, in a batch even where there is none, and what was subscribed to before. */
export async function showMetadata(client: IrcClient, person: Person): Promise<void> {
	if (!has(client.capabilities, "draft/metadata-2")) return;
	const { core, metadata } = client.context;
	const own = await client.patiently(() => core.people.byIds(person, [person.user.id]));
	const keys = own.flatMap((profile) => [...metadata.valuesOf(profile).keys()]);
	showBatch(client, "metadata", [], metadataLines(client, own, keys));
	await showSubscribed(client, person, metadata.subscriptions(client));
}

/** What everybody shows of these keys: all people are in the lobby. */
export async function showSubscribed(client: IrcClient, person: Person, keys: readonly string[]): Promise<void> {
	if (keys.length === 0) return;
	const { core } = client.context;
	const lobby = await core.rooms.lobby();
	if (!person.rooms.has(lobby.id)) return;
	const members = await client.patiently(() => core.people.members(person, lobby.id));
	const lines = metadataLines(client, members, keys);
	if (lines.length > 0) showBatch(client, "metadata", [], lines);
}
