import { has } from "../capabilities.ts";
import type { IrcClient } from "../connection/irc-client.ts";
import { CTCP } from "../line/action.ts";
import type { Line } from "../line/line.ts";
import { MULTILINE_MAX_BYTES, MULTILINE_MAX_LINES, type Multiline } from "../multiline.ts";
import { isSameName } from "../names.ts";
import { fromIrc } from "../render/formatting.ts";
import { sayTo } from "../saying/say-to-all.ts";
import type { PersonCommand } from "./command.ts";

const TYPE = "draft/multiline";

/** IRCv3 draft/multiline: several lines that are one message. */
export const batch: PersonCommand = {
	name: "BATCH",
	minParams: 1,
	async run(client, line, person) {
		const [reference = "", type = "", target = ""] = line.params;
		if (!has(client.capabilities, TYPE)) return invalid(client, `Ask for the capability ${TYPE} first`);
		if (reference.startsWith("+")) return begin(client, line, reference.slice(1), type, target);
		const open = client.multiline;
		if (!open || reference !== `-${open.reference}`) return invalid(client, "There is no such batch to end");
		client.multiline = null;
		if (open.refused) return;
		const text = textOf(open);
		if (fromIrc(text).trim() === "") return invalid(client, "There is nothing but blank lines in it");
		await sayTo(client, person, { ...open, text, command: open.command === "NOTICE" ? "NOTICE" : "PRIVMSG" });
	},
};

function begin(client: IrcClient, line: Line, reference: string, type: string, target: string): void {
	const inAnother = client.multiline !== null && !client.multiline.refused;
	if (inAnother || type !== TYPE || reference === "" || target === "") {
		client.multiline = null;
		return invalid(client, `A batch that is begun here is BATCH +REFERENCE ${TYPE} TARGET, one at a time`);
	}
	const { tags } = line;
	const label = tags.get("label");
	client.multiline = { reference, target, command: null, tags, label, pieces: [], bytes: 0, refused: false };
}

/** Whether a PRIVMSG or a NOTICE is part of a batch, or claims to be. */
export function isOfMultiline(client: IrcClient, { tags }: Line): boolean {
	return client.multiline !== null || tags.has("batch");
}

export function addToMultiline(client: IrcClient, { command, tags, params: [target = "", text = ""] }: Line): void {
	const open = client.multiline;
	if (!open) return invalid(client, "There is no such batch");
	if (open.refused) return;
	open.command ??= command;
	const joined = tags.has("draft/multiline-concat");
	open.bytes += Buffer.byteLength(text) + (joined || open.pieces.length === 0 ? 0 : 1);
	open.pieces.push({ text, joined });
	if (tags.get("batch") !== open.reference)
		refuse(client, open, "MULTILINE_INVALID", [], "The line is of another batch");
	else if (command !== open.command)
		refuse(client, open, "MULTILINE_INVALID", [], "A batch is of PRIVMSG or of NOTICE, not of both");
	else if (joined && text === "") refuse(client, open, "MULTILINE_INVALID", [], "A blank line cannot be joined");
	else if (text.includes(CTCP)) refuse(client, open, "MULTILINE_INVALID", [], "A CTCP request has a line of its own");
	else if (!isSameName(target, open.target)) {
		refuse(client, open, "MULTILINE_INVALID_TARGET", [open.target, target], "A line has another target");
	} else if (open.bytes > MULTILINE_MAX_BYTES) {
		refuse(client, open, "MULTILINE_MAX_BYTES", [String(MULTILINE_MAX_BYTES)], "The message is too long");
	} else if (open.pieces.length > MULTILINE_MAX_LINES) {
		refuse(client, open, "MULTILINE_MAX_LINES", [String(MULTILINE_MAX_LINES)], "The message has too many lines");
	}
}

function textOf({ pieces }: Multiline): string {
	return pieces.reduce((body, { text, joined }, index) => body + (joined || index === 0 ? "" : "\n") + text, "");
}

function refuse(client: IrcClient, open: Multiline, code: string, context: readonly string[], why: string): void {
	open.refused = true;
	open.pieces.length = 0;
	client.fail("BATCH", code, ...context, why);
}

function invalid(client: IrcClient, why: string): void {
	client.fail("BATCH", "MULTILINE_INVALID", why);
}
