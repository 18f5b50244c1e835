/** Replaces a stretch of a text box as typing would, so that undo takes it back; what is selected then is as asked. */
export function replaceIn(
	box: HTMLTextAreaElement,
	from: number,
	to: number,
	text: string,
	select: { from: number; to: number } | null = null,
): void {
	box.focus();
	box.setSelectionRange(from, to);
	// There is no other way that keeps what undo knows; where it is missing, the text comes in without.
	const typed = document.execCommand(text === "" ? "delete" : "insertText", false, text);
	if (!typed) {
		box.setRangeText(text, from, to, "end");
		box.dispatchEvent(new InputEvent("input", { bubbles: true }));
	}
	if (select) box.setSelectionRange(select.from, select.to);
}
