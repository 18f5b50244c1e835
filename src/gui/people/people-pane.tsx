import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { lazy } from "../parts/lazy.tsx";
import { closeDetails, showProfile } from "../view.ts";
import { PersonAvatar } from "./person-avatar.tsx";
import { standing } from "./status.ts";

/** More than these are counted, not listed. */
const MOST_LISTED = 300;
const PersonStanding = lazy(() => import("../moderation/person-standing.tsx").then((module) => module.PersonStanding));

export function PeoplePane({ client, room }: { client: Client; room: Room }) {
	const members = room.members.value;
	const online = client.online.value;
	const here = members?.filter(({ id }) => online.has(id)) ?? [];
	const away = members?.filter(({ id }) => !online.has(id)) ?? [];
	return (
		<aside class="pane people" aria-label="People">
			<header class="pane-header">
				<h2>People</h2>
				<span class="faint">
					{room.info.value.visibility === "public" && "# "}
					{room.title.value}
				</span>
				<button class="icon-button" type="button" aria-label="Close people" onClick={closeDetails}>
					<CloseIcon />
				</button>
			</header>
			<div class="pane-scroll">
				{members === null ? (
					<p class="faint pad">Loading…</p>
				) : (
					<>
						<Group client={client} room={room} title="Online" people={here} />
						<Group client={client} room={room} title="Away" people={away} />
					</>
				)}
			</div>
		</aside>
	);
}

interface GroupProps {
	client: Client;
	room: Room;
	title: string;
	people: readonly User[];
}

function Group({ client, room, title, people }: GroupProps) {
	if (people.length === 0) return null;
	return (
		<section class="people-group">
			<h3>
				{title} <span class="faint">{people.length}</span>
			</h3>
			<ul>
				{people.slice(0, MOST_LISTED).map((user) => (
					<li key={user.id} class="person-line">
						<Person client={client} user={user} />
						<PersonStanding client={client} room={room} user={user} />
					</li>
				))}
				{people.length > MOST_LISTED && <li class="faint pad">and {people.length - MOST_LISTED} more</li>}
			</ul>
		</section>
	);
}

function Person({ client, user }: { client: Client; user: User }) {
	const status = standing(client.people.profile(user.id)?.status, Date.now());
	return (
		<button
			class="person"
			type="button"
			data-online={client.online.value.has(user.id)}
			onClick={() => showProfile(user.id)}
		>
			<PersonAvatar client={client} user={user} size="small" presence />
			<span class="person-name">{client.people.nameOf(user)}</span>
			{status && (
				<span class="person-status" title={`${status.emoji} ${status.text}`}>
					{status.emoji || status.text}
				</span>
			)}
			{user.id === client.me.value?.id && <span class="faint">you</span>}
		</button>
	);
}
