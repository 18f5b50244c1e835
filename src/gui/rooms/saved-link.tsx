import { BookmarkIcon } from "../parts/message-icons.tsx";
import { details, drawerOpen, toggleDetails } from "../view.ts";

/** The way to what one has saved, beside whatever is open. */
export function SavedLink() {
	return (
		<button
			class="room-link inbox-link"
			type="button"
			aria-expanded={details.value?.kind === "saved"}
			onClick={() => {
				drawerOpen.value = false;
				toggleDetails("saved");
			}}
		>
			<span class="room-sign" aria-hidden="true">
				<BookmarkIcon />
			</span>
			<span class="room-name">Saved</span>
		</button>
	);
}
