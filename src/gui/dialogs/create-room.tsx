import type { Client } from "../../client/client.ts";
import { Field } from "../auth/field.tsx";
import { showRoom } from "../view.ts";
import { FormDialog } from "./form-dialog.tsx";

/** A name as people type it: with the sign before it, and in words. */
export function roomNameOf(form: FormData): string {
	return String(form.get("name") ?? "")
		.replace(/^#/, "")
		.trim()
		.replace(/\s+/g, "-");
}

export function CreateRoom({ client, onClose }: { client: Client; onClose(): void }) {
	async function create(form: FormData) {
		const name = roomNameOf(form);
		const visibility = form.get("private") === "on" ? ("private" as const) : ("public" as const);
		showRoom(await client.createRoom({ name, visibility, topic: String(form.get("topic") ?? "") }));
	}
	return (
		<FormDialog title="New room" action="Create room" onClose={onClose} onSubmit={create}>
			<Field label="Room name" name="name" maxLength={33} autoFocus hint="Letters, digits and - _ ." />
			<Field label="Topic" name="topic" maxLength={250} optional hint="What it is about, if you like" />
			<label class="check">
				<input type="checkbox" name="private" />
				<span>
					Private
					<small>Only those whom its members bring in can see it</small>
				</span>
			</label>
		</FormDialog>
	);
}
