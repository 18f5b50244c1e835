import { effect, untracked } from "@preact/signals";
import type { Client, Removal } from "../../client/client.ts";
import { removedText } from "../../client/removed-text.ts";
import { Modal } from "../dialogs/modal.tsx";
import { openOverlay } from "../parts/overlay.ts";
import { parsePlace } from "../place.ts";
import { notice } from "../view.ts";

/**
 * Who is taken out of the room that they look at is told so in the middle of the screen, with the room gone from behind
 * it; of another room, at the foot. Until it is stopped.
 */
export function tellRemovals(client: Client): () => void {
	return effect(() => {
		const removal = client.removal.value;
		if (removal) untracked(() => tell(client, removal));
	});
}

function tell(client: Client, removal: Removal): void {
	// Not the place, which holds the name that a room had before it was renamed.
	const at = parsePlace(location.hash);
	const { id, name, lobby } = removal.room.info.peek();
	const named = at.view === "room" && (at.room === id || at.room === name || (lobby && at.room === null));
	if (!named) {
		notice.value = removedText(removal, client.people.nameOf);
		return;
	}
	location.hash = "";
	openOverlay((close) => <Removed client={client} removal={removal} onClose={close} />);
}

function Removed({ client, removal, onClose }: { client: Client; removal: Removal; onClose(): void }) {
	const { room, by, reason } = removal;
	const { name } = room.info.value;
	return (
		<Modal title={by ? `You were removed from #${name}` : `You are no longer in #${name}`} onClose={onClose}>
			<p>
				{by ? `${client.people.nameOf(by)} removed you.` : "You left, or were removed, while this device was offline."}
			</p>
			{reason !== "" && <p class="excerpt removal-reason">{reason}</p>}
			<footer class="modal-actions">
				<button class="button primary" type="button" autofocus onClick={onClose}>
					Close
				</button>
			</footer>
		</Modal>
	);
}
