import { truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

const HINTS = ["Ctrl K jump", "Ctrl F search", "Ctrl N inbox", "? help"];

/** The lowest row: who one is, and the keys that matter most. */
export function statusLine({ theme, client, sizes, rooms, room: current }: Workspace): Line {
	const { screen, roomsColumns } = sizes.value;
	const online = client.connection.value.state === "online";
	const name = truncate(client.me.value?.name ?? "", Math.floor(screen.columns / 3));
	const mark = span(online ? " ●" : " ○", online ? theme.good : theme.warning);
	// With the list out of sight, what is unread elsewhere is told here.
	let elsewhere = 0;
	if (roomsColumns === 0) {
		for (const room of rooms.value) {
			if (room !== current.value && room.notify.value !== "none") elsewhere += room.unread.value;
		}
	}
	const waiting = client.attention.value;
	const count = waiting > 0 ? `${elsewhere} unread, ${waiting} for you` : `${elsewhere} unread`;
	const unread = elsewhere > 0 ? `${count} · Ctrl B rooms` : "";
	const left = screen.columns - widthOf(name) - 6;
	let hints = "";
	for (const hint of [unread, ...HINTS].filter(Boolean)) {
		const longer = hints === "" ? hint : `${hints} · ${hint}`;
		if (widthOf(longer) <= left) hints = longer;
	}
	return [span(` ${name}`, { bold: true }), mark, span(`  ${hints}`, theme.faint)];
}
