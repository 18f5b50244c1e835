import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { Avatar } from "../parts/avatar.tsx";
import { CloseIcon } from "../parts/icons.tsx";
import { peopleOpen } from "../view.ts";

/** More than these are counted, not listed. */
const MOST_LISTED = 300;

export function PeoplePane({ client, room }: { client: Client; room: Room }) {
	const members = room.members.value;
	const online = client.online.value;
	const here = members?.filter(({ id }) => online.has(id)) ?? [];
	const away = members?.filter(({ id }) => !online.has(id)) ?? [];
	return (
		<aside class="people" aria-label="People">
			<header class="pane-header">
				<h2>People</h2>
				<span class="faint">
					{room.info.value.visibility === "private" ? "" : "#"} {room.info.value.name}
				</span>
				<button class="icon-button" type="button" aria-label="Close people" onClick={() => (peopleOpen.value = false)}>
					<CloseIcon />
				</button>
			</header>
			<div class="people-scroll">
				{members === null ? (
					<p class="faint pad">Loading…</p>
				) : (
					<>
						<Group title="Online" people={here} online me={client.me.value?.id ?? 0} />
						<Group title="Away" people={away} online={false} me={client.me.value?.id ?? 0} />
					</>
				)}
			</div>
		</aside>
	);
}

function Group({ title, people, online, me }: { title: string; people: User[]; online: boolean; me: number }) {
	if (people.length === 0) return null;
	return (
		<section class="people-group">
			<h3>
				{title} <span class="faint">{people.length}</span>
			</h3>
			<ul>
				{people.slice(0, MOST_LISTED).map(({ id, name }) => (
					<li key={id} class="person" data-online={online}>
						<Avatar name={name} size="small" online={online} />
						<span class="person-name">{name}</span>
						{id === me && <span class="faint">you</span>}
					</li>
				))}
				{people.length > MOST_LISTED && <li class="faint pad">and {people.length - MOST_LISTED} more</li>}
			</ul>
		</section>
	);
}
