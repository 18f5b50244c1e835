import type { Room } from "../../client/room.ts";
import { fit, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

/** The room list with its edge, as rows of exactly its columns. */
export function roomsLines(workspace: Workspace): Line[] {
	const { theme, client, rooms, room: current } = workspace;
	const { roomsColumns, screen } = workspace.sizes.value;
	if (roomsColumns === 0) return [];
	const columns = roomsColumns - 1;
	const edge = span("│", theme.faint);
	const height = screen.rows - 1;
	const place = client.server.value?.name ?? "Parlour";
	const head: Line[] = [
		[span(fit(` ${place}`, columns), { bold: true }), edge],
		[span(" ".repeat(columns)), edge],
		[span(fit(" Rooms", columns), theme.faint), edge],
	];
	const all = rooms.value;
	const most = Math.max(1, height - head.length);
	const at = Math.max(0, all.indexOf(current.value as Room));
	const first = Math.max(0, Math.min(at - Math.floor(most / 2), all.length - most));
	const list = all
		.slice(first, first + most)
		.map((room) => [...roomLine(room, room === current.value, columns, workspace), edge]);
	const lines = [...head, ...list];
	while (lines.length < height) lines.push([span(" ".repeat(columns)), edge]);
	return lines.slice(0, height);
}

function roomLine(room: Room, isCurrent: boolean, columns: number, { theme }: Workspace): Line {
	const { name, visibility } = room.info.value;
	const unread = room.unread.value;
	const count = unread === 0 ? "" : unread >= 1000 ? "999+" : String(unread);
	const sign = visibility === "private" ? "◆" : "#";
	const words = fit(`${sign} ${name}`, columns - 3 - widthOf(count) - 1);
	const style = isCurrent ? theme.accent : unread > 0 ? { bold: true } : {};
	return [span(isCurrent ? " ▌ " : "   ", theme.accent), span(words, style), span(count, theme.mention), span(" ")];
}
