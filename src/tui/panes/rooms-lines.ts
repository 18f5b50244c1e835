import type { Room } from "../../client/room.ts";
import { kindOf, type RoomKind } from "../../client/room-order.ts";
import { INBOX } from "../inbox.ts";
import { signOf } from "../room-sign.ts";
import { fit, truncate, widthOf } from "../text/cells.ts";
import { type Line, type Style, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

/** The inbox and the room list with its edge, as rows of exactly its columns. */
export function roomsLines(workspace: Workspace): Line[] {
	const { theme, client, room: current } = workspace;
	const { roomsColumns, screen } = workspace.sizes.value;
	if (roomsColumns === 0) return [];
	const columns = roomsColumns - 1;
	const edge = span("│", theme.faint);
	const height = screen.rows - 1;
	const place = client.server.value?.name ?? "Parlour";
	const head: Line[] = [[span(fit(` ${place}`, columns), { bold: true })], inboxLine(columns, workspace)];
	const entries = entriesOf(workspace);
	const most = Math.max(1, height - head.length);
	const at = Math.max(0, entries.indexOf(current.value ?? ""));
	const first = Math.max(0, Math.min(at - Math.floor(most / 2), entries.length - most));
	const list = entries
		.slice(first, first + most)
		.map((entry) =>
			typeof entry === "string"
				? [span(fit(` ${entry}`, columns), theme.faint)]
				: roomLine(entry, entry === current.value && !isInboxOpen(workspace), columns, workspace),
		);
	const lines = [...head, ...list];
	while (lines.length < height) lines.push([span(" ".repeat(columns))]);
	return lines.slice(0, height).map((line) => [...line, edge]);
}

const HEADINGS: Record<RoomKind, string> = { rooms: "Rooms", direct: "Direct", archived: "Archived" };

/** Rooms under the headings of their kinds. */
function entriesOf({ rooms }: Workspace): (Room | string)[] {
	const entries: (Room | string)[] = [HEADINGS.rooms];
	let last: RoomKind = "rooms";
	for (const room of rooms.value) {
		const kind = kindOf(room);
		if (kind !== last) entries.push(HEADINGS[kind]);
		last = kind;
		entries.push(room);
	}
	return entries;
}

function isInboxOpen({ panel }: Workspace): boolean {
	const open = panel.value;
	return open.kind === "list" && open.list.options.title === INBOX;
}

function inboxLine(columns: number, workspace: Workspace): Line {
	const { client, theme } = workspace;
	const isOpen = isInboxOpen(workspace);
	const count = countOf(client.attention.value);
	const style = isOpen ? theme.accent : count === "" ? {} : { bold: true };
	const words = fit(INBOX, columns - 3 - widthOf(count) - 1);
	return [span(isOpen ? " ▌ " : " ▸ ", theme.accent), span(words, style), span(count, theme.mention), span(" ")];
}

function roomLine(room: Room, isCurrent: boolean, columns: number, { theme, client }: Workspace): Line {
	const [unread, mentions] = [room.unread.value, room.mentions.value];
	const isMuted = room.notify.value === "none" || room.info.value.archived === true;
	const isDirect = room.info.value.visibility === "direct";
	const count = mentions > 0 && !isDirect ? `@${countOf(mentions)}` : countOf(unread);
	const sign = signOf(room, client);
	const left = columns - 3 - widthOf(sign) - widthOf(count) - 1;
	const title = truncate(` ${room.title.value}`, count === "" ? left : left - 1);
	const words = fit(title, left);
	const style: Style = isCurrent ? theme.accent : isMuted ? { dim: true } : unread > 0 ? { bold: true } : {};
	const mark = span(isCurrent ? " ▌ " : "   ", theme.accent);
	const signStyle = isDirect && sign === "●" ? theme.good : style;
	const countStyle = isMuted ? { dim: true } : mentions > 0 || isDirect ? theme.mention : { bold: true };
	return [mark, span(sign, signStyle), span(words, style), span(count, countStyle), span(" ")];
}

function countOf(number: number): string {
	if (number === 0) return "";
	return number >= 1000 ? "999+" : String(number);
}
