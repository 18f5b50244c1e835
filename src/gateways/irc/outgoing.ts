import { type Capabilities, has } from "./capabilities.ts";
import { formatLine } from "./line/line.ts";

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
	/** The batch that it belongs to. */
	batch?: string;
	/** Client-only tags, such as `+draft/reply`. */
	clientTags?: readonly (readonly [string, string])[];
	/** Set to leave out those who cannot take it. */
	only?: (capabilities: Capabilities) => boolean;
}

export type Tag = readonly [string, string];

function* tagsOf(line: Outgoing, capabilities: Capabilities, now: number, extra: readonly Tag[]): Generator<Tag> {
	yield* extra;
	if (line.batch !== undefined) yield ["batch", line.batch];
	if (has(capabilities, "server-time") && (line.msgid !== undefined || line.at !== undefined)) {
		yield ["time", new Date(line.at ?? now).toISOString()];
	}
	if (line.account !== undefined && has(capabilities, "account-tag")) yield ["account", line.account];
	if (!has(capabilities, "message-tags")) return;
	if (line.msgid !== undefined) yield ["msgid", line.msgid];
	yield* line.clientTags ?? [];
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
	const source = line.source ?? serverName;
	return `${formatLine(line.command, line.params, source, tagsOf(line, capabilities, now, extra))}\r\n`;
}
