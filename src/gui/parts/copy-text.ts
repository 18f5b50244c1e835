/** Without https a browser has no clipboard to give; a selection can be copied all the same. */
export async function copyText(text: string): Promise<void> {
	if (navigator.clipboard) return navigator.clipboard.writeText(text);
	const box = document.createElement("textarea");
	box.value = text;
	box.className = "for-ears";
	document.body.append(box);
	box.select();
	const copied = document.execCommand("copy");
	box.remove();
	if (!copied) throw new Error("The browser does not allow copying here: select the text instead");
}
