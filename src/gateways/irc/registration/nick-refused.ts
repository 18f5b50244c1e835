import type { ParlourError } from "../../../protocol/errors.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { ERR } from "../numerics.ts";

const MAX_CHARS = 64;

/** Why a guest cannot have this nickname. False where that is not about the name. */
export function replyNickRefused(client: IrcClient, nick: string, { code, message }: ParlourError): boolean {
	const shown = nick.slice(0, MAX_CHARS);
	if (code === "name_taken") client.reply(ERR.NICKNAMEINUSE, shown, "Nickname is already in use");
	else if (code === "name_invalid") client.reply(ERR.ERRONEUSNICKNAME, shown, message);
	else return false;
	return true;
}
