import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { whoOf } from "../names.ts";
import { isBot } from "../news/bots.ts";
import { can, type Outgoing, type Tag } from "../outgoing.ts";
import { repeated } from "../render/message.ts";

/** What one client tells others, and core never sees: nobody reads it later. */
export interface Passing {
	command: "PRIVMSG" | "NOTICE" | "TAGMSG";
	target: string;
	/** A line each; null for TAGMSG. */
	texts: readonly string[] | null;
	clientTags: readonly Tag[];
}

/** Their ids name no message. */
export function passingLines({ context, serverName }: IrcClient, { user }: Person, passing: Passing): Outgoing[] {
	const { command, target, texts, clientTags } = passing;
	const head = (tags: readonly Tag[]) => ({
		...whoOf(user, serverName),
		bot: isBot(context.audience.clientsOf(user.id)),
		at: context.clock.now(),
		msgid: `t${context.secrets.randomToken()}`,
		clientTags: tags,
	});
	if (texts === null) return [{ command, params: [target], ...head(clientTags), only: can("message-tags") }];
	return texts.map((text, index) => ({
		command,
		params: [target, text],
		...head(index === 0 ? clientTags : repeated(clientTags)),
	}));
}
