import type { IrcClient } from "../connection/irc-client.ts";
import { ERR } from "../numerics.ts";

export function showMotd(client: IrcClient): void {
	client.reply(ERR.NOMOTD, "This server has no message of the day");
}
