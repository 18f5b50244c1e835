import { useRef } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { withoutSign } from "../../client/slash-command.ts";
import type { User } from "../../protocol/entities.ts";
import { PersonAvatar } from "../people/person-avatar.tsx";
import { Refusal } from "./refusal.tsx";
import { RuleWord } from "./rule-word.tsx";
import { moderatorsOf, standingIn } from "./standing.ts";
import { useAct } from "./use-act.ts";

const WORDS = {
	moderator: {
		title: "Moderators",
		hint: "A member who may decide all of this, and remove people",
		action: "Make a moderator",
		none: "Nobody but the admins of this server",
	},
	speaker: {
		title: "Allowed to post",
		hint: "A member who may post here beside the moderators",
		action: "Allow to post",
		none: "Nobody beside the moderators",
	},
};

/** So many names of members are offered to choose from. */
const MOST_OFFERED = 300;

interface Props {
	client: Client;
	room: Room;
	rule: "moderator" | "speaker";
}

/** Whom a rule names, and one more of them. */
export function StandingSection({ client, room, rule }: Props) {
	const info = room.info.value;
	const members = room.members.value ?? [];
	const { error, run } = useAct();
	const list = useRef<HTMLUListElement>(null);
	const { title, hint, action, none } = WORDS[rule];
	const ids = rule === "moderator" ? moderatorsOf(info) : (info.speakers ?? []);
	const people = ids.flatMap((id) => {
		const found =
			members.find((member) => member.id === id) ?? (id === info.creator ? null : client.people.profile(id));
		return found ?? [];
	});
	const others = members.filter(({ id }) => standingIn(info, id) === null).slice(0, MOST_OFFERED);
	const set = (on: boolean, value: string) => client.setRule(room.id, { rule, on, value });
	return (
		<section aria-label={title}>
			<h3>{title}</h3>
			<ul class="rule-list" ref={list} tabIndex={-1}>
				{people.map((person) => (
					<li key={person.id}>
						<PersonLine client={client} person={person} />
						{rule === "moderator" && person.id === info.creator ? (
							<small>made this room</small>
						) : (
							<button
								class="button"
								type="button"
								aria-label={`Remove ${client.people.nameOf(person)} from ${title.toLowerCase()}`}
								onClick={() => {
									// It goes with the line, and the focus would go with it.
									list.current?.focus();
									void run(() => set(false, person.name));
								}}
							>
								Remove
							</button>
						)}
					</li>
				))}
				{people.length === 0 && <li class="faint">{none}</li>}
			</ul>
			<Refusal error={error} />
			<RuleWord
				label={rule === "moderator" ? "New moderator" : "One more who may post"}
				hint={hint}
				action={action}
				placeholder="Name"
				names={others.map(({ name }) => name)}
				onSet={(word) => set(true, withoutSign(word))}
			/>
		</section>
	);
}

function PersonLine({ client, person }: { client: Client; person: User }) {
	const name = client.people.nameOf(person);
	return (
		<span class="rule-person">
			<PersonAvatar client={client} user={person} size="small" />
			<span>
				{name}
				{name !== person.name && <span class="faint"> @{person.name}</span>}
			</span>
		</span>
	);
}
