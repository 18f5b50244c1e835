import type { Client } from "../../client/client.ts";
import { formatFull } from "../../client/dates.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { lazy } from "../parts/lazy.tsx";

const MessageText = lazy(() => import("./message-text.tsx").then((module) => module.MessageText), AsTyped, {
	plain: true,
});
const Attachments = lazy(() => import("../files/attachments.tsx").then((module) => module.Attachments));
const LinkCards = lazy(() => import("../files/link-cards.tsx").then((module) => module.LinkCards));

/** What a message says, and what hangs on it. */
export function MessageBody({ client, room, message }: { client: Client; room: Room; message: Message }) {
	const { body, editedAt, files, links } = message;
	return (
		<>
			{(body !== "" || editedAt !== undefined) && (
				<div class="body">
					<MessageText client={client} message={message} />
					{editedAt !== undefined && (
						<button
							class="edited"
							type="button"
							title={`${formatFull(editedAt)}: show what it said before`}
							onClick={() =>
								void import("./edit-history.tsx").then((module) => module.showEdits(client, room, message))
							}
						>
							(edited)
						</button>
					)}
				</div>
			)}
			{files && <Attachments files={files} from={{ client, room: room.id, seq: message.seq }} />}
			{links && <LinkCards links={links} />}
		</>
	);
}

/** Until the means to draw it are there. */
function AsTyped({ message: { body } }: { message: Message }) {
	return <p>{body}</p>;
}
