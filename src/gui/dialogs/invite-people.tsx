import { useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { PeoplePicker } from "../people/people-picker.tsx";
import { FormDialog } from "./form-dialog.tsx";

const MOST = 20;

export function InvitePeople({ client, room, onClose }: { client: Client; room: Room; onClose(): void }) {
	const [chosen, setChosen] = useState<readonly User[]>([]);
	const members = new Set(room.members.value?.map(({ id }) => id));
	async function invite(form: FormData) {
		for (const name of namesOf(chosen, form)) await client.invite(room.id, name);
	}
	return (
		<FormDialog title={`Invite to ${room.info.value.name}`} action="Invite" onClose={onClose} onSubmit={invite}>
			<PeoplePicker
				client={client}
				label="Name"
				chosen={chosen}
				without={members}
				most={MOST}
				onChange={setChosen}
				onDone={submitForm}
			/>
			<p class="faint">They will see everything said here so far.</p>
		</FormDialog>
	);
}

/** Who was chosen, and the name that was typed and left. */
export function namesOf(chosen: readonly User[], form: FormData): string[] {
	const typed = String(form.get("typed") ?? "")
		.trim()
		.replace(/^@/, "");
	return [...chosen.map(({ name }) => name), ...(typed === "" ? [] : [typed])];
}

/** The form that somebody types in is done. */
export function submitForm(): void {
	document.activeElement?.closest("form")?.requestSubmit();
}
