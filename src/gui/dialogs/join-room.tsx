import type { Client } from "../../client/client.ts";
import type { ListedRoom } from "../../protocol/entities.ts";
import { FormDialog } from "./form-dialog.tsx";

/** Asked of who follows a link into a public room. Once in, the address leads on to the message that it names. */
export function JoinRoom({ client, listed, onClose }: { client: Client; listed: ListedRoom; onClose(): void }) {
	const people = listed.members === 1 ? "1 person is" : `${listed.members} people are`;
	return (
		<FormDialog
			title={`Join #${listed.name}?`}
			action="Join room"
			onClose={onClose}
			onSubmit={() => client.join(listed.id)}
		>
			{listed.topic !== "" && <p>{listed.topic}</p>}
			<p class="faint">This address leads into a room that you are not in. {people} there.</p>
		</FormDialog>
	);
}
