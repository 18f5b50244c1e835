import type { Message, Room } from "../../../protocol/entities.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { channelOf, isSameName, maskOf } from "../names.ts";
import { Rendered } from "../rendered.ts";
import { showJoined } from "./room.ts";

export interface Renaming {
	former: Room;
	room: Room;
	/** Empty for none. */
	reason: string;
}

/** IRCv3 draft/channel-rename. Without it a room of another name is another room: one leaves and joins. */
export function tellRenaming(
	clients: Iterable<IrcClient>,
	serverName: string,
	{ author }: Message,
	{ former, room, reason }: Renaming,
): void {
	const [from, to] = [channelOf(former), channelOf(room)];
	const source = author ? maskOf(author, serverName) : serverName;
	const renamed = new Rendered([{ command: "RENAME", params: [from, to, reason], source }], serverName);
	for (const client of clients) {
		const own = author !== null && client.person?.user.id === author.id;
		if (has(client.capabilities, "draft/channel-rename")) {
			client.tellRendered(renamed, own);
		} else if (!isSameName(from, to)) {
			const part = { command: "PART", params: [from, reason || `Now ${to}`], source: client.mask };
			if (own) client.answer(part);
			else client.tell(part);
			void showJoined(client, room).catch(() => undefined);
		}
	}
}
