import type { Client } from "../../client/client.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { Field } from "../auth/field.tsx";
import { dialog, place, showRoom } from "../view.ts";
import { FormDialog } from "./form-dialog.tsx";

/** Asked of who follows a link into a public room, and before a room that has a key. */
export function JoinRoom({ client, listed, onClose }: { client: Client; listed: ListedRoom; onClose(): void }) {
	const people = listed.members === 1 ? "1 person is" : `${listed.members} people are`;
	const at = place.value;
	const addressed = at.view === "room" && (at.room === listed.id || at.room === listed.name);
	async function join(form: FormData) {
		const key = String(form.get("key") ?? "").trim();
		const room = await client.join(listed.id, ...(key === "" ? [] : [key]));
		// Once in, the address leads on to the message that it names.
		if (!addressed) showRoom(room);
		dialog.value = null;
	}
	return (
		<FormDialog title={`Join #${listed.name}?`} action="Join room" onClose={onClose} onSubmit={join}>
			{listed.topic !== "" && <p>{listed.topic}</p>}
			<p class="faint">
				{addressed && "This address leads into a room that you are not in."} {people} there.
			</p>
			{listed.keyed && (
				<Field label="Key" name="key" maxLength={50} autoFocus hint="Its moderators have set one: ask them for it" />
			)}
		</FormDialog>
	);
}
