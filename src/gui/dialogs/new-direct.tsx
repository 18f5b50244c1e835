import { useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { User } from "../../protocol/entities.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { PeoplePicker } from "../people/people-picker.tsx";
import { showRoom } from "../view.ts";
import { FormDialog } from "./form-dialog.tsx";
import { namesOf, submitForm } from "./invite-people.tsx";

/** As many as a direct room takes beside oneself. */
const MOST = 8;

export function NewDirect({ client, onClose }: { client: Client; onClose(): void }) {
	const [chosen, setChosen] = useState<readonly User[]>([]);
	async function start(form: FormData) {
		const names = namesOf(chosen, form);
		if (names.length === 0) throw new ParlourError("bad_request", "Nobody is chosen: type a name and choose it");
		showRoom(await client.openDirect(names));
	}
	return (
		<FormDialog title="New direct message" action="Open" onClose={onClose} onSubmit={start}>
			<PeoplePicker
				client={client}
				label="To"
				chosen={chosen}
				without={new Set()}
				most={MOST}
				onChange={setChosen}
				onDone={submitForm}
			/>
			<p class="faint">
				{chosen.length > 1
					? "A room of these people and you."
					: "One person, or up to eight. Only they and you can read it."}
			</p>
		</FormDialog>
	);
}
