import type { Line } from "../../src/gateways/irc/line/line.ts";
import type { RawIrcClient } from "./irc-client.ts";

/** What a CHATHISTORY is answered with, without the batch around it. */
export async function askedOf(irc: RawIrcClient, query: string, type = "chathistory"): Promise<Line[]> {
	irc.send(`CHATHISTORY ${query}`);
	const begin = await irc.until("BATCH", /^\+/, type);
	const lines = await irc.roundTrip();
	const end = lines.pop();
	if (end?.params[0] !== `-${begin.params[0]?.slice(1)}`) throw new Error(`no batch: ${query}`);
	return lines;
}

/** The texts of messages, one after the other. */
export const said = (lines: readonly Line[]): string => lines.map(({ params }) => params[1]).join("");

/** As CHATHISTORY refers to a message. */
export interface Reference {
	id: string;
	time: string;
}

export function referenceTo({ tags }: Line): Reference {
	return { id: `msgid=${tags.get("msgid")}`, time: `timestamp=${tags.get("time")}` };
}

export function timeOf({ time }: Reference): number {
	return Date.parse(time.slice("timestamp=".length));
}

/** Six messages, `1` to `6`, no two at the same time, with what else happens in between; the room is joined. */
export async function fill(
	irc: RawIrcClient,
	room: string,
	between?: (count: number) => Promise<void>,
): Promise<Reference[]> {
	irc.send(`JOIN ${room}`);
	await irc.until("366", /.*/, room);
	const lines: Reference[] = [];
	for (let count = 1; count <= 6; count++) {
		await between?.(count);
		irc.send(`PRIVMSG ${room} :${count}`);
		lines.push(referenceTo(await irc.until("PRIVMSG", room, String(count))));
		await Bun.sleep(3);
	}
	return lines;
}
