import type { Person } from "../../../core/presence.ts";
import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { fitsInLine } from "../line/fitting.ts";
import { asParam } from "../names.ts";
import { ERR } from "../numerics.ts";
import { Rendered } from "../rendered.ts";
import type { Addressee } from "./find-addressee.ts";
import { maySpeak } from "./may-speak.ts";
import { type Passing, passingLines } from "./passing.ts";

interface Telling extends Omit<Passing, "target"> {
	/** Who may not speak there is not told so. */
	quiet: boolean;
}

/** What core has no notion of reaches those who are here by IRC: nobody reads it later. False where it may not, which is told. */
export async function passOn(
	client: IrcClient,
	person: Person,
	{ target, room, readers }: Addressee,
	{ command, texts, clientTags, quiet }: Telling,
): Promise<boolean> {
	if (room && !(await maySpeak(client, person, room))) {
		if (!quiet) client.reply(ERR.CANNOTSENDTOCHAN, asParam(target), "Cannot send to channel: only few may speak in it");
		return false;
	}
	if (texts && !texts.every((line) => fitsInLine(client.mask, command, target, line))) {
		if (!quiet) client.reply(ERR.INPUTTOOLONG, "Input line was too long, with your name before it");
		return false;
	}
	const lines = passingLines(client, person, { command, target, texts, clientTags });
	const rendered = new Rendered(lines, client.serverName);
	// Who writes to themselves is sent it as its reader too.
	const toThemselves = target === person.user.name;
	for (const reader of readers) if (reader !== client || toThemselves) reader.tellRendered(rendered);
	if (has(client.capabilities, "echo-message")) for (const line of lines) client.answer(line);
	return true;
}
