import { useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { User } from "../../protocol/entities.ts";
import { Field } from "../auth/field.tsx";
import { FormDialog } from "../dialogs/form-dialog.tsx";

interface Props {
	client: Client;
	room: Room;
	user: User;
	reason: string;
	/** They cannot be taken out of it: a ban is all. */
	stays: boolean;
	onClose(): void;
}

const MOST_REASON = 200;

/** Asks before somebody is taken out of a room, and whether they may come back. */
export function RemovePerson({ client, room, user, reason, stays, onClose }: Props) {
	const { name, visibility } = room.info.value;
	const [ban, setBan] = useState(stays);
	const done = useRef(false);
	const who = client.people.nameOf(user);
	async function remove(form: FormData) {
		// Before they are out, so that they cannot be back in between.
		if (ban) await client.setRule(room.id, { rule: "ban", on: true, value: user.name });
		const why = String(form.get("reason") ?? "").trim();
		if (!stays) await client.remove(room.id, user.name, ...(why === "" ? [] : [why]));
		done.current = true;
	}
	const shared = { danger: true, onClose, onSubmit: remove, onGone: () => done.current && focusNearby() };
	if (stays) {
		return (
			<FormDialog title={`Ban ${who} from #${name}?`} action="Ban" {...shared}>
				<p>{who} can read the lobby still, and no longer post in it. You can undo this under Room settings.</p>
			</FormDialog>
		);
	}
	return (
		<FormDialog title={`Remove ${who} from #${name}?`} action={ban ? "Remove and ban" : "Remove"} {...shared}>
			<Field
				label="Reason"
				name="reason"
				value={reason}
				maxLength={MOST_REASON}
				autoFocus
				optional
				hint="For everybody in the room to read, if you like"
			/>
			<label class="check">
				<input
					type="checkbox"
					name="ban"
					checked={ban}
					onChange={({ currentTarget }) => setBan(currentTarget.checked)}
				/>
				<span>
					Ban them, too
					<small>{who} cannot come back until you undo it under Room settings</small>
				</span>
			</label>
			{!ban && (
				<p class="faint">
					{visibility === "public"
						? "Without a ban, anybody can join this room again."
						: "Without a ban, a member can bring them in again."}
				</p>
			)}
		</FormDialog>
	);
}

/** What had the focus goes with who was removed. */
function focusNearby(): void {
	const first = document.querySelector<HTMLElement>(".people .person") ?? document.querySelector(".composer textarea");
	if (first instanceof HTMLElement) first.focus();
}
