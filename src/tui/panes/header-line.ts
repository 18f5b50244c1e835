import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import { statusWords } from "../person-words.ts";
import { callOf, othersIn, signOf } from "../room-sign.ts";
import { fit, truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import type { Workspace } from "../workspace.ts";

/** The room's name and topic, and how many are here; or whose thread is open. */
export function headerLine(workspace: Workspace): Line {
	const { theme, room: current, place, client, sizes } = workspace;
	const { mainColumns } = sizes.value;
	const room = current.value;
	if (!room) return [span("")];
	const thread = place.thread.value;
	const online = client.online.value;
	const isDirect = room.info.value.visibility === "direct";
	const here = isDirect ? undefined : room.members.value?.filter(({ id }) => online.has(id)).length;
	const people = here === undefined || thread ? "" : `${here} `;
	const name = thread ? `↳ Thread in ${callOf(room)}` : `${signOf(room, client)} ${room.title.value}`;
	const title = truncate(name, mainColumns - 6);
	const left = mainColumns - widthOf(title) - people.length - 1;
	const about = thread ? threadText(thread) : isDirect ? statusText(room, workspace) : topicText(room);
	const words = fit(about === "" || left < 12 ? "" : truncate(` · ${about}`, left - 2), Math.max(0, left));
	return [span(title, { bold: true }), span(words, theme.faint), span(people), span(people ? "●" : " ", theme.good)];
}

function topicText(room: Room): string {
	const { topic, archived, announcement } = room.info.value;
	const muted = room.notify.value === "none" ? "muted" : "";
	return [archived ? "archived, to be read only" : announcement ? "announcements" : "", topic, muted]
		.filter(Boolean)
		.join(" · ");
}

function threadText({ mark }: Thread): string {
	return `${mark.value?.following ? "followed · " : ""}Esc leads back`;
}

function statusText(room: Room, { client, now }: Workspace): string {
	const others = othersIn(room, client);
	const [other] = others;
	const profile = others.length === 1 && other ? client.people.profile(other.id) : undefined;
	return profile ? statusWords(profile, now.value) : "";
}
