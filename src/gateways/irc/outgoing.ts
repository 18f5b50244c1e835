import { type Look, type Looks, sees } from "./capabilities.ts";
import { formatLine, formatTags } from "./line/line.ts";
import { MAX_LINE_BYTES } from "./line/line-reader.ts";
import { cutText } from "./line/split-text.ts";

/** A line that the server sends, before it is known what its reader can take. */
export interface Outgoing {
	command: string;
	params: readonly string[];
	/** The server itself where it is left out. */
	source?: string;
	/** When it happened, where its reader is told so. */
	at?: number;
	msgid?: string;
	/** The account of who did it. */
	account?: string;
	/** Who did it is a bot. */
	bot?: boolean;
	/** The batch that it belongs to. */
	batch?: string;
	/** In a batch of draft/multiline: no break is between this line and the one before. */
	joined?: boolean;
	/** In a history: it is beside the message before it, and was not asked for. */
	context?: boolean;
	/** Client-only tags, such as `+draft/reply`. */
	clientTags?: readonly (readonly [string, string])[];
	/** Set to leave out those who cannot take it. */
	only?: (looks: Looks) => boolean;
}

export type Tag = readonly [string, string];

export const can = (name: Look) => (looks: Looks) => sees(looks, name);
export const cannot = (name: Look) => (looks: Looks) => !sees(looks, name);

/** Both names of a tag that was a draft. */
export function bothNames(name: string, value: string): Tag[] {
	return [
		[`+draft/${name}`, value],
		[`+${name}`, value],
	];
}

function* tagsOf(line: Outgoing, looks: Looks, extra: readonly Tag[]): Generator<Tag> {
	yield* extra;
	if (line.batch !== undefined) yield ["batch", line.batch];
	if (line.joined) yield ["draft/multiline-concat", ""];
	if (line.at !== undefined && sees(looks, "server-time")) yield ["time", new Date(line.at).toISOString()];
	if (line.account !== undefined && sees(looks, "account-tag")) yield ["account", line.account];
	if (!sees(looks, "message-tags")) return;
	if (line.bot) yield ["bot", ""];
	if (line.context) yield ["draft/chathistory-context", ""];
	if (line.msgid !== undefined) yield ["msgid", line.msgid];
	yield* line.clientTags ?? [];
}

/** Without what is too much for a line: only texts that nobody cuts with more care ever are. */
function bounded(line: string): string {
	const most = MAX_LINE_BYTES - 2;
	return line.length * 3 <= most || Buffer.byteLength(line) <= most ? line : cutText(line, most);
}

/** As its reader can take it, with its line break; empty where they cannot. */
export function encode(line: Outgoing, serverName: string, looks: Looks, extra: readonly Tag[] = []): string {
	if (line.only && !line.only(looks)) return "";
	const tags = formatTags(tagsOf(line, looks, extra));
	return `${tags}${bounded(formatLine(line.command, line.params, line.source ?? serverName))}\r\n`;
}
