import type { ComposerModel } from "../composer-model.ts";
import { replaceIn } from "../insert-text.ts";
import { type Format, formatChange } from "./format.ts";

export function applyFormat({ box }: ComposerModel, format: Format): void {
	if (!box) return;
	const { from, to, text, select } = formatChange(format, {
		text: box.value,
		from: box.selectionStart,
		to: box.selectionEnd,
	});
	replaceIn(box, from, to, text, select);
}
