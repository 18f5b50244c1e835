import { type Capabilities, has } from "./capabilities.ts";
import { formatLine, formatTags } from "./line/line.ts";
import { MAX_LINE_BYTES } from "./line/line-reader.ts";
import { cutText } from "./line/split-text.ts";

/** A line that the server sends, before it is known what its reader can take. */
export interface Outgoing {
	command: string;
	params: readonly string[];
	/** The server itself where it is left out. */
	source?: string;
	/** When it happened, where that isn't now. */
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
	/** Client-only tags, such as `+draft/reply`. */
	clientTags?: readonly (readonly [string, string])[];
	/** Set to leave out those who cannot take it. */
	only?: (capabilities: Capabilities) => boolean;
}

export type Tag = readonly [string, string];

function* tagsOf(line: Outgoing, capabilities: Capabilities, now: number, extra: readonly Tag[]): Generator<Tag> {
	yield* extra;
	if (line.batch !== undefined) yield ["batch", line.batch];
	if (line.joined) yield ["draft/multiline-concat", ""];
	if (has(capabilities, "server-time") && (line.msgid !== undefined || line.at !== undefined)) {
		yield ["time", new Date(line.at ?? now).toISOString()];
	}
	if (line.account !== undefined && has(capabilities, "account-tag")) yield ["account", line.account];
	if (!has(capabilities, "message-tags")) return;
	if (line.bot) yield ["bot", ""];
	if (line.msgid !== undefined) yield ["msgid", line.msgid];
	yield* line.clientTags ?? [];
}

/** Without what is too much for a line: only texts that nobody cuts with more care ever are. */
function bounded(line: string): string {
	const most = MAX_LINE_BYTES - 2;
	return line.length * 3 <= most || Buffer.byteLength(line) <= most ? line : cutText(line, most);
}

/** As its reader can take it, with its line break; empty where they cannot. */
export function encode(
	line: Outgoing,
	serverName: string,
	capabilities: Capabilities,
	now: number,
	extra: readonly Tag[] = [],
): string {
	if (line.only && !line.only(capabilities)) return "";
	const tags = formatTags(tagsOf(line, capabilities, now, extra));
	return `${tags}${bounded(formatLine(line.command, line.params, line.source ?? serverName))}\r\n`;
}
