import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { whoOf } from "../names.ts";
import { isBot } from "../news/bots.ts";
import type { Tag } from "../outgoing.ts";
import type { Head } from "../render/place.ts";

/** Of a line from client to client, which core never sees: its id names no message. */
export function passingHead({ context, serverName }: IrcClient, { user }: Person, clientTags: readonly Tag[]): Head {
	return {
		...whoOf(user, serverName),
		bot: isBot(context.audience.clientsOf(user.id)),
		at: context.clock.now(),
		msgid: `t${context.secrets.randomToken()}`,
		clientTags,
	};
}
