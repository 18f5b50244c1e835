import { callOf, signOf } from "../room-sign.ts";
import { snippet } from "../snippet.ts";
import { truncate } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";
import type { InboxItem } from "./inbox-items.ts";
import { formatWhen, placedLines, titleLine } from "./placed-lines.ts";

/** What waits in two rows; what is read already stands back. */
export function inboxLines(workspace: Workspace, item: InboxItem, columns: number): Line[] {
	const lines = linesOf(workspace, item, columns);
	return item.unread > 0 ? lines : lines.map((line) => line.map((piece) => ({ ...piece, dim: true, bold: false })));
}

function linesOf(workspace: Workspace, item: InboxItem, columns: number): Line[] {
	const { theme, client, now } = workspace;
	const { room, unread } = item;
	const when = formatWhen(item.at, now.value);
	if (item.kind === "mention") {
		const [title = [], ...body] = placedLines(workspace, room, item.message, columns - 2);
		return [[span("@ ", theme.mention), ...title], ...body.map((line) => [span("  "), ...line])];
	}
	const count = span(unread > 0 ? `  ${unread} new` : "", theme.mention);
	if (item.kind === "room") {
		const title = [span(`${signOf(room, client)} ${room.title.value}`, { bold: true }), count];
		return [titleLine(title, when, columns, theme.faint)];
	}
	const { root, last } = item;
	const about = [span("↳ ", theme.faint), span(`“${truncate(snippet(root), 40)}”`, { bold: true }), count];
	const title = titleLine(about, `${callOf(room)} · ${when}`, columns, theme.faint);
	if (!last) return [title];
	const name = last.author ? client.people.nameOf(last.author) : "Host";
	const words = span(truncate(`: ${snippet(last)}`, Math.max(0, columns - 18)));
	return [title, [span("  "), span(truncate(name, 14), theme.person(last.author?.name ?? "")), words]];
}
