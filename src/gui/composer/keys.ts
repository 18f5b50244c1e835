import { completionKey } from "./completion/completing.ts";
import type { ComposerModel } from "./composer-model.ts";
import { applyFormat } from "./format/apply-format.ts";

/** True where the key was for the list, a format or a question. */
export function key(model: ComposerModel, event: KeyboardEvent): boolean {
	if (completionKey(model, event)) return true;
	const letter = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? event.key.toLowerCase() : "";
	if (letter === "b" || letter === "i") {
		applyFormat(model, letter === "b" ? "bold" : "italic");
	} else if (event.key === "Escape" && model.question.peek()) {
		event.stopPropagation();
		model.question.value = null;
	} else {
		return false;
	}
	event.preventDefault();
	return true;
}
