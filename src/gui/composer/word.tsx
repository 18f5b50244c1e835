import { attachText } from "./attachments/attach.ts";
import type { ComposerModel } from "./composer-model.ts";

/** What went wrong with what was typed, or what was done about it. */
export function Word({ model }: { model: ComposerModel }) {
	const tooMany = model.tooMany.value;
	const word = model.word.value;
	if (tooMany > 0) {
		return (
			<p class="composer-word problem">
				<span role="status">{tooMany} characters too many</span>
				<button class="link" type="button" onClick={() => attachText(model)}>
					Attach as a text file
				</button>
			</p>
		);
	}
	if (!word) return null;
	return (
		<p class={`composer-word ${word.kind}`} role={word.kind === "problem" ? "alert" : "status"}>
			{word.text}
		</p>
	);
}
