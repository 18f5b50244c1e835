import type { Message, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../irc-client.ts";
import { channelOf, maskOf } from "../names.ts";
import { showJoined } from "./room.ts";

/** IRCv3 draft/channel-rename. Without it a room of another name is another room: one leaves and joins. */
export function tellRenaming(client: IrcClient, { author }: Message, former: Room, room: Room): void {
	const { person, serverName } = client;
	if (!person) return;
	const [from, to] = [channelOf(former), channelOf(room)];
	if (has(client.capabilities, "draft/channel-rename")) {
		const source = author ? maskOf(author, serverName) : serverName;
		return client.answer({ command: "RENAME", params: [from, to, ""], source });
	}
	// To clients a name is the same in upper and lower case.
	if (from.toLowerCase() === to.toLowerCase()) return;
	client.answer({ command: "PART", params: [from, `Now ${to}`], source: client.mask });
	void showJoined(client, room).catch(() => undefined);
}
