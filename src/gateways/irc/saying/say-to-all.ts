import type { Person } from "../../../core/presence.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { takeTurn } from "../connection/take-turn.ts";
import type { Line } from "../line/line.ts";
import { isChannel } from "../names.ts";
import { type Piece, textsOf } from "../render/text.ts";
import { clientTagsOf } from "./client-tags.ts";
import { type Addressee, findAddressee } from "./find-addressee.ts";
import { passOn } from "./pass-on.ts";
import { bodyOf, isAsking, say } from "./say.ts";
import { sayToStatus, statusTarget } from "./status-message.ts";
import { targetsOf } from "./targets.ts";
import { tellAway } from "./tell-away.ts";

export interface Said {
	/** The failures of a NOTICE are not told. */
	command: "PRIVMSG" | "NOTICE";
	target: string;
	/** Of a batch, all of it. */
	text: string;
	tags: ReadonlyMap<string, string>;
	/** How its writer's client has cut it; null where it is one line. */
	pieces: readonly Piece[] | null;
}

/** What PRIVMSG or NOTICE says, to each of its targets. */
export async function sayToAll(client: IrcClient, { params, tags }: Line, person: Person, command: Said["command"]) {
	const [list = "", text = ""] = params;
	for (const target of targetsOf(client, list, command === "NOTICE") ?? []) {
		await sayTo(client, person, { command, target, text, tags, pieces: null });
	}
}

export async function sayTo(client: IrcClient, person: Person, said: Said): Promise<void> {
	const { command, target, text, tags, pieces } = said;
	const quiet = command === "NOTICE";
	const status = statusTarget(target);
	const body = bodyOf(text);
	// Guests have no direct rooms.
	const aside = !isChannel(target) && person.user.guest;
	if (body !== null && !status && !aside) return say(client, person, { target, body, tags, pieces, quiet });
	const asking = isAsking(text);
	if (body === null && (status || !asking)) return;
	// For what is passed on: as it was cut.
	const texts = pieces ? textsOf(pieces, false, true) : [text];
	if (status) return sayToStatus(client, person, { command, texts, tags, ...status });
	// First: whom it reaches may change while it waits.
	await takeTurn(client, person, texts.length);
	const addressee = await findAddressee(client, target, person, quiet);
	if (!addressee) return;
	const readers = asking && !quiet ? takersOf(addressee) : addressee.readers;
	const telling = { command, texts, clientTags: clientTagsOf(tags), quiet };
	const passed = await passOn(client, person, { ...addressee, readers }, telling);
	if (passed && !quiet && addressee.account !== undefined) await tellAway(client, person, addressee.account);
}

/** Of a CTCP request: a client that has set +T takes none that is for its person alone. */
function takersOf({ account, readers }: Addressee): Iterable<IrcClient> {
	return account === undefined ? readers : [...readers].filter(({ modes }) => !modes.includes("T"));
}
