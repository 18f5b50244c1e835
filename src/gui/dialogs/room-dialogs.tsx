import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Field } from "../auth/field.tsx";
import { FormDialog } from "./form-dialog.tsx";

interface Props {
	client: Client;
	room: Room;
	onClose(): void;
}

export function SetTopic({ client, room, onClose }: Props) {
	return (
		<FormDialog
			title={`Topic of #${room.info.value.name}`}
			action="Save"
			onClose={onClose}
			onSubmit={(form) => client.setTopic(room.id, String(form.get("topic") ?? ""))}
		>
			<Field label="Topic" name="topic" value={room.info.peek().topic} maxLength={250} autoFocus optional />
		</FormDialog>
	);
}

export function InvitePeople({ client, room, onClose }: Props) {
	return (
		<FormDialog
			title={`Invite to ${room.info.value.name}`}
			action="Invite"
			onClose={onClose}
			onSubmit={(form) => client.invite(room.id, String(form.get("name") ?? ""))}
		>
			<Field label="Name" name="name" maxLength={64} autoFocus hint="They will see everything said here so far" />
		</FormDialog>
	);
}

export function LeaveRoom({ client, room, onClose }: Props) {
	const { name, visibility } = room.info.value;
	return (
		<FormDialog
			title={`Leave #${name}?`}
			action="Leave room"
			danger
			onClose={onClose}
			onSubmit={async () => {
				await client.leave(room.id);
				location.hash = "";
			}}
		>
			<p>
				{visibility === "private"
					? "Only a member can bring you back in."
					: "You can join again whenever you like, from Browse rooms."}
			</p>
		</FormDialog>
	);
}
