import { useSignalEffect } from "@preact/signals";
import { notice } from "../view.ts";
import { CloseIcon } from "./icons.tsx";

const SHOWN_MS = 8000;

/** What went wrong with what somebody just did. */
export function Notice() {
	useSignalEffect(() => {
		if (notice.value === null) return;
		const timer = setTimeout(() => (notice.value = null), SHOWN_MS);
		return () => clearTimeout(timer);
	});
	return (
		<div class="notice-place" role="alert">
			{notice.value !== null && (
				<div class="notice">
					<p>{notice.value}</p>
					<button class="icon-button" type="button" aria-label="Dismiss" onClick={() => (notice.value = null)}>
						<CloseIcon />
					</button>
				</div>
			)}
		</div>
	);
}
