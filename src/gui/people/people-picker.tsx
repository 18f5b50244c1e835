import { useEffect, useId, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Profile, User } from "../../protocol/entities.ts";
import { CloseIcon } from "../parts/icons.tsx";
import { adoptStyles } from "../styles/adopt-styles.ts";
import styles from "./people-picker.css" with { type: "text" };
import { PersonAvatar } from "./person-avatar.tsx";
import { standing } from "./status.ts";
import { useFound } from "./use-found.ts";

adoptStyles(styles);

interface Props {
	client: Client;
	label: string;
	chosen: readonly User[];
	/** Who is not offered. */
	without: ReadonlySet<number>;
	most: number;
	onChange(chosen: readonly User[]): void;
	/** Enter, where it chooses nobody. */
	onDone(): void;
}

const SHOWN = 6;

/** A box that finds people as one types, and holds those who were chosen. */
export function PeoplePicker({ client, label, chosen, without, most, onChange, onDone }: Props) {
	const id = useId();
	const [text, setText] = useState("");
	const [at, setAt] = useState(0);
	const found = useFound(client, text);
	const taken = new Set(chosen.map((user) => user.id));
	const hits =
		chosen.length >= most ? [] : found.filter((user) => !taken.has(user.id) && !without.has(user.id)).slice(0, SHOWN);
	useEffect(() => setAt(0), [text]);

	function choose(user: User | undefined) {
		if (!user) return;
		onChange([...chosen, { id: user.id, name: user.name }]);
		setText("");
	}
	function onKey(event: KeyboardEvent) {
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			const by = event.key === "ArrowDown" ? 1 : -1;
			setAt((hits.length + at + by) % Math.max(1, hits.length));
		} else if (event.key === "Enter" && !event.isComposing && text.trim() !== "" && hits[at]) choose(hits[at]);
		else if (event.key === "Enter" && !event.isComposing) onDone();
		else if (event.key === "Backspace" && text === "") onChange(chosen.slice(0, -1));
		else return;
		event.preventDefault();
	}
	return (
		<div class="field picker">
			<label for={id}>{label}</label>
			<div class="picker-box">
				{chosen.map((user) => (
					<Chip
						key={user.id}
						client={client}
						user={user}
						onDrop={() => onChange(chosen.filter((one) => one !== user))}
					/>
				))}
				<input
					id={id}
					name="typed"
					type="text"
					autocomplete="off"
					autocapitalize="none"
					spellcheck={false}
					autofocus
					aria-controls={`${id}-list`}
					aria-activedescendant={hits[at] ? `${id}-${hits[at].id}` : undefined}
					value={text}
					onInput={(event) => setText(event.currentTarget.value)}
					onKeyDown={onKey}
				/>
			</div>
			<div class="options" id={`${id}-list`} role="listbox" aria-label="People found">
				{hits.map((user, index) => (
					<div
						key={user.id}
						id={`${id}-${user.id}`}
						role="option"
						tabIndex={-1}
						aria-selected={index === at}
						onMouseMove={() => setAt(index)}
						// The caret stays in the box.
						onMouseDown={(event) => event.preventDefault()}
						onClick={() => choose(user)}
						onKeyDown={() => undefined}
					>
						<PersonLine client={client} user={user} />
					</div>
				))}
			</div>
		</div>
	);
}

function Chip({ client, user, onDrop }: { client: Client; user: User; onDrop(): void }) {
	const name = client.people.nameOf(user);
	return (
		<span class="chip">
			<PersonAvatar client={client} user={user} size="small" />
			<span class="chip-name">{name}</span>
			<button class="icon-button small" type="button" aria-label={`Without ${name}`} onClick={onDrop}>
				<CloseIcon />
			</button>
		</span>
	);
}

/** A person in a list that one chooses from. */
export function PersonLine({ client, user }: { client: Client; user: Profile | User }) {
	const status = standing(client.people.profile(user.id)?.status, Date.now());
	const name = client.people.nameOf(user);
	return (
		<>
			<PersonAvatar client={client} user={user} size="small" presence />
			<span class="option-name">
				{name} {name !== user.name && <span class="faint">@{user.name}</span>}{" "}
				{status && (
					<span class="faint">
						{status.emoji} {status.text}
					</span>
				)}
			</span>
		</>
	);
}
