import type { Person } from "../../../core/presence.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { takeTurn } from "../connection/take-turn.ts";
import { asParam } from "../names.ts";
import { ERR } from "../numerics.ts";
import { can, type Outgoing, type Tag } from "../outgoing.ts";
import { Rendered } from "../rendered.ts";
import type { Addressee } from "./find-addressee.ts";
import { maySpeak } from "./may-speak.ts";
import { passingHead } from "./passing.ts";

/** What one client tells another. */
interface Telling {
	command: "PRIVMSG" | "NOTICE" | "TAGMSG";
	text?: string;
	clientTags: readonly Tag[];
	/** Who may not speak there is not told so. */
	quiet: boolean;
}

/** What core has no notion of reaches those who are here by IRC: nobody reads it later. */
export async function passOn(
	client: IrcClient,
	person: Person,
	{ target, room, readers }: Addressee,
	{ command, text, clientTags, quiet }: Telling,
): Promise<void> {
	await takeTurn(client, person);
	if (room && !(await maySpeak(client, person, room))) {
		if (!quiet) client.reply(ERR.CANNOTSENDTOCHAN, asParam(target), "Cannot send to channel: only few may speak in it");
		return;
	}
	const line: Outgoing = {
		command,
		params: [target, ...(text === undefined ? [] : [text])],
		...passingHead(client, person, clientTags),
		...(command === "TAGMSG" ? { only: can("message-tags") } : {}),
	};
	const rendered = new Rendered([line], client.serverName);
	// Who writes to themselves is sent it as its reader too.
	const toThemselves = target === person.user.name;
	for (const reader of readers) if (reader !== client || toThemselves) reader.tellRendered(rendered);
	if (has(client.capabilities, "echo-message")) client.answer(line);
}
