import { GrowingText } from "../parts/growing-text.tsx";
import { attempt } from "../view.ts";
import { deleting, editing, focusComposer } from "./editing.ts";
import type { MessagePlace } from "./message-marks.tsx";

export function MessageEditor({ client, room, message, where }: MessagePlace) {
	// Kept outside: the row of a message that is scrolled away is not there.
	const text = editing.value?.text ?? "";

	function stop() {
		editing.value = null;
		focusComposer(where);
	}
	async function save() {
		if (text.trim() === "" && !message.files) {
			deleting.value = { room, message };
			return stop();
		}
		if (text === message.body) return stop();
		if (await attempt(() => client.edit(room.id, message.seq, text))) stop();
	}

	return (
		<div class="editor">
			<GrowingText
				label="Edit message"
				value={text}
				autoFocus
				onInput={(text) => {
					editing.value = { room: room.id, seq: message.seq, where, text };
				}}
				onEnter={() => void save()}
				onKey={(event) => {
					if (event.key !== "Escape") return;
					event.stopPropagation();
					stop();
				}}
			/>
			<p class="editor-actions">
				<button class="button" type="button" onClick={stop}>
					Cancel
				</button>
				<button class="button primary" type="button" onClick={() => void save()}>
					Save
				</button>
			</p>
		</div>
	);
}
