import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { deleting, focusComposer } from "../log/editing.ts";
import { FormDialog } from "./form-dialog.tsx";

export function DeleteMessage({ client, room, message }: { client: Client; room: Room; message: Message }) {
	function close() {
		deleting.value = null;
	}
	return (
		<FormDialog
			title="Delete this message?"
			action="Delete message"
			danger
			onClose={close}
			onGone={focusComposer}
			onSubmit={() => client.delete(room.id, message.seq)}
		>
			<blockquote class="excerpt">{message.body.slice(0, 300)}</blockquote>
			<p class="faint">It goes for everybody, and cannot be brought back.</p>
		</FormDialog>
	);
}
