import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { Field } from "../auth/field.tsx";
import { roomNameOf } from "./create-room.tsx";
import { FormDialog } from "./form-dialog.tsx";
import { InvitePeople } from "./invite-people.tsx";

interface Props {
	client: Client;
	room: Room;
	onClose(): void;
}

/** What is asked about one room. */
export function RoomDialog({ name, ...props }: Props & { name: "topic" | "rename" | "invite" | "archive" | "leave" }) {
	switch (name) {
		case "topic":
			return <SetTopic {...props} />;
		case "rename":
			return <Rename {...props} />;
		case "invite":
			return <InvitePeople {...props} />;
		case "archive":
			return <Archive {...props} />;
		case "leave":
			return <Leave {...props} />;
	}
}

function SetTopic({ client, room, onClose }: Props) {
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

function Rename({ client, room, onClose }: Props) {
	return (
		<FormDialog
			title={`Rename #${room.info.value.name}`}
			action="Rename"
			onClose={onClose}
			onSubmit={(form) => client.rename(room.id, roomNameOf(form))}
		>
			<Field
				label="Room name"
				name="name"
				value={room.info.peek().name}
				maxLength={33}
				autoFocus
				hint="Links to its messages stay good"
			/>
		</FormDialog>
	);
}

function Archive({ client, room, onClose }: Props) {
	return (
		<FormDialog
			title={`Archive #${room.info.value.name}?`}
			action="Archive room"
			onClose={onClose}
			onSubmit={() => client.archive(room.id, true)}
		>
			<p>
				Nothing more is said in it. Its members can read and search it still, and find it under Browse rooms. You can
				bring it back.
			</p>
		</FormDialog>
	);
}

const REJOIN = "You can join again whenever you like, from Browse rooms.";

function Leave({ client, room, onClose }: Props) {
	const { name, visibility, keyed } = room.info.value;
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
				{visibility === "private" && "Only a member can bring you back in."}
				{visibility !== "private" && (keyed ? "To join again, you need its key." : REJOIN)}
			</p>
		</FormDialog>
	);
}
