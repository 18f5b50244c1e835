import { fit, truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

/** The room's name and topic, and how many are here. */
export function headerLine({ theme, room: current, client, sizes }: Workspace): Line {
	const { mainColumns } = sizes.value;
	const room = current.value;
	if (!room) return [span("")];
	const { name, topic, visibility } = room.info.value;
	const online = client.online.value;
	const here = room.members.value?.filter(({ id }) => online.has(id)).length;
	const people = here === undefined ? "" : `${here} `;
	const title = truncate(`${visibility === "private" ? "◆" : "#"} ${name}`, mainColumns - 6);
	const left = mainColumns - widthOf(title) - people.length - 1;
	const words = fit(topic === "" || left < 12 ? "" : truncate(` · ${topic}`, left - 2), Math.max(0, left));
	return [span(title, { bold: true }), span(words, theme.faint), span(people), span(people ? "●" : " ", theme.good)];
}
