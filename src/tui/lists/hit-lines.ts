import { statusWords } from "../person-words.ts";
import type { Hit } from "../search.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";
import { placedLines, titleLine } from "./placed-lines.ts";

export function hitLines(workspace: Workspace, hit: Hit, columns: number, terms: readonly string[]): Line[] {
	const { theme, client, now } = workspace;
	if (hit.kind === "message") {
		const { room, message } = hit.placed;
		return placedLines(workspace, client.rooms.value.get(room), message, columns, terms);
	}
	if (hit.kind === "room") {
		const { name, topic, joined } = hit.room;
		const details = [joined ? "" : "not joined yet", topic].filter(Boolean).join(" · ");
		return [titleLine([span(`# ${name}`, { bold: true })], details, columns, theme.faint)];
	}
	const { id, name, display } = hit.person;
	const sign = client.online.value.has(id) ? "●" : "○";
	const details = [display ? `@${name}` : "", statusWords(hit.person, now.value)].filter(Boolean).join(" · ");
	const title = span(`${sign} ${client.people.nameOf(hit.person)}`, theme.person(name));
	return [titleLine([title], details, columns, theme.faint)];
}
