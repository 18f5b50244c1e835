import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { actionOf, asAction } from "../line/action.ts";
import { bytesLeft } from "../line/fitting.ts";
import { splitText } from "../line/split-text.ts";
import { whoOf } from "../names.ts";
import { isBot } from "../news/bots.ts";
import { can, type Outgoing, type Tag } from "../outgoing.ts";
import { isAsking } from "./say.ts";

/** What one client tells others, and core never sees: nobody reads it later. */
export interface Passing {
	command: "PRIVMSG" | "NOTICE" | "TAGMSG";
	target: string;
	/** As it was written; of several lines in a batch. Null for TAGMSG. */
	text: string | null;
	clientTags: readonly Tag[];
}

/** In as many lines as it takes with its writer's name before it. Their ids name no message. */
export function passingLines(client: IrcClient, { user }: Person, passing: Passing): Outgoing[] {
	const { command, target, text, clientTags } = passing;
	const { context, serverName } = client;
	const head = () => ({
		...whoOf(user, serverName),
		bot: isBot(context.audience.clientsOf(user.id)),
		at: context.clock.now(),
		msgid: `t${context.secrets.randomToken()}`,
		clientTags,
	});
	if (text === null) return [{ command, params: [target], ...head(), only: can("message-tags") }];
	const texts = fittingTexts(text, bytesLeft(client.mask, command, target));
	return texts.map((part) => ({ command, params: [target, part], ...head() }));
}

function fittingTexts(text: string, maxBytes: number): string[] {
	if (isAsking(text)) return [text];
	const action = actionOf(text);
	if (action !== null) return splitText(action, maxBytes - asAction("").length).map(asAction);
	const lines = text.split("\n").filter((line) => line !== "");
	return lines.flatMap((line) => splitText(line, maxBytes));
}
