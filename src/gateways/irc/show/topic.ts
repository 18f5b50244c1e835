import type { Room } from "../../../protocol/entities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { channelOf, maskOf } from "../names.ts";
import { RPL } from "../numerics.ts";

/** RPL_TOPIC, and RPL_TOPICWHOTIME where that is known; nothing where there is no topic. */
export function showTopic(client: IrcClient, room: Room): void {
	if (room.topic === "") return;
	const channel = channelOf(room);
	client.reply(RPL.TOPIC, channel, room.topic);
	const set = client.context.audience.topics.of(room.id);
	if (!set) return;
	const by = set.by ? maskOf(set.by, client.serverName) : client.serverName;
	client.reply(RPL.TOPICWHOTIME, channel, by, String(Math.floor(set.at / 1000)));
}
