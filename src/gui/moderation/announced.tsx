import type { ComponentChildren } from "preact";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { showProfile } from "../view.ts";
import { moderatorsOf } from "./standing.ts";

const MOST_NAMED = 4;

/** In the composer's place, for who may not post: who does, and leads to them. */
export function Announced({ client, room }: { client: Client; room: Room }) {
	const info = room.info.value;
	const members = room.members.value;
	const ids = [...new Set([...moderatorsOf(info), ...(info.speakers ?? [])])];
	const here = ids.filter((id) => members === null || members.some((member) => member.id === id));
	const known = here.flatMap((id) => client.people.profile(id) ?? []);
	const named = known.slice(0, MOST_NAMED);
	const others = here.length - named.length;
	const parts: ComponentChildren[] = named.map((person) => (
		<button key={person.id} class="link" type="button" onClick={() => showProfile(person.id)}>
			{client.people.nameOf(person)}
		</button>
	));
	const one = parts.length === 1 && !info.lobby;
	if (info.lobby) parts.unshift("the admins");
	if (named.length > 0 && others > 0) parts.push(others === 1 ? "1 other" : `${others} others`);
	const verb = one && others === 0 ? "posts" : "post";
	return (
		<p class="composer-closed">
			{parts.length === 0 ? "Only moderators" : inWords(parts)} {`${verb} in #${info.name}. You can read and react.`}
		</p>
	);
}

function inWords(parts: readonly ComponentChildren[]): ComponentChildren[] {
	return ["Only ", ...parts.flatMap((part, at) => [at === 0 ? "" : at === parts.length - 1 ? " and " : ", ", part])];
}
