import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { Modal } from "../dialogs/modal.tsx";
import { SearchIcon } from "../parts/icons.tsx";
import { usePeopleNamed } from "../people/use-people-named.ts";
import { adoptStyles } from "../styles/adopt-styles.ts";
import { attempt, currentRoom, joinOffer, showInbox, showRoom } from "../view.ts";
import { ChoiceLine } from "./choice-line.tsx";
import { type Choice, firstChoices, fittingChoices } from "./choices.ts";
import { recentRooms } from "./recent.ts";
import styles from "./switcher.css" with { type: "text" };
import { takeTyped } from "./typed-ahead.ts";

adoptStyles(styles);

/** Ctrl K: a few letters of a room or a person, and Enter. */
export function Switcher({ client, onClose }: { client: Client; onClose(): void }) {
	const [text, setText] = useState(takeTyped);
	const [at, setAt] = useState(0);
	const list = useRef<HTMLDivElement>(null);
	const directory = useDirectory(client);
	const wanted = text.trim().replace(/^@/, "");
	const people = usePeopleNamed(client, wanted.startsWith("#") ? "" : wanted);
	const recent = useMemo(() => recentRooms(client.me.peek()?.id ?? 0), [client]);
	const current = useMemo(() => currentRoom(client).peek()?.id ?? null, [client]);
	const sources = { client, recent, current, directory, people };
	const choices = text.trim() === "" ? firstChoices(sources) : fittingChoices(text, sources);
	const chosen = choices[Math.min(at, choices.length - 1)];
	const opener = useRef(document.activeElement);

	useEffect(() => {
		list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
	});

	function go(choice: Choice | undefined) {
		if (!choice) return;
		opener.current = null;
		onClose();
		void attempt(() => enter(client, choice));
	}
	function onKey(event: KeyboardEvent) {
		const last = choices.length - 1;
		if (event.key === "ArrowDown") setAt(at >= last ? 0 : at + 1);
		else if (event.key === "ArrowUp") setAt(at <= 0 ? last : at - 1);
		else if (event.key === "Enter" && !event.isComposing) go(chosen);
		else return;
		event.preventDefault();
	}
	return (
		<Modal
			title="Jump to"
			bare
			onClose={onClose}
			// Where one went somewhere, the focus belongs there.
			onGone={() => opener.current === null && document.querySelector<HTMLElement>(".composer textarea")?.focus()}
		>
			<div class="switcher">
				<div class="switcher-box">
					<SearchIcon />
					<input
						type="text"
						role="combobox"
						aria-label="Jump to a room or a person"
						aria-expanded="true"
						aria-controls="switcher-list"
						aria-activedescendant={chosen ? `switcher-${chosen.key}` : undefined}
						aria-autocomplete="list"
						placeholder="Jump to a room or a person"
						autocomplete="off"
						spellcheck={false}
						autofocus
						value={text}
						onInput={(event) => {
							setText(event.currentTarget.value);
							setAt(0);
						}}
						onKeyDown={onKey}
					/>
				</div>
				<div class="options" id="switcher-list" role="listbox" aria-label="Places" ref={list}>
					{choices.map((choice, index) => (
						<div
							key={choice.key}
							id={`switcher-${choice.key}`}
							role="option"
							tabIndex={-1}
							aria-selected={choice === chosen}
							onMouseMove={() => setAt(index)}
							onMouseDown={(event) => event.preventDefault()}
							onClick={() => go(choice)}
							onKeyDown={() => undefined}
						>
							<ChoiceLine client={client} choice={choice} />
						</div>
					))}
				</div>
				{choices.length === 0 && <p class="switcher-none faint">No room and nobody of that name</p>}
			</div>
		</Modal>
	);
}

async function enter(client: Client, choice: Choice): Promise<void> {
	switch (choice.kind) {
		case "inbox":
			return showInbox();
		case "room":
			return showRoom(choice.room);
		case "person":
			return showRoom(await client.openDirect([choice.person.name]));
		case "public":
			if (!choice.listed.keyed) return showRoom(await client.join(choice.listed.id));
			joinOffer.value = choice.listed;
	}
}

/** What cannot be had now is left out. */
function useDirectory(client: Client): readonly ListedRoom[] {
	const [directory, setDirectory] = useState<readonly ListedRoom[]>([]);
	useEffect(() => {
		client.directory().then(setDirectory, () => undefined);
	}, [client]);
	return directory;
}
