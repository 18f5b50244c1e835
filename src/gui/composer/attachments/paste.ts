import type { ComposerModel } from "../composer-model.ts";
import { attach } from "./attach.ts";

/** A paste of so much is a file, without asking: as text it would only make the browser slow. */
const NO_MESSAGE_CHARS = 200_000;

export function paste(model: ComposerModel, event: ClipboardEvent): void {
	const files = [...(event.clipboardData?.files ?? [])];
	const words = event.clipboardData?.getData("text/plain") ?? "";
	// A file manager gives a file's name too, and a table its picture: words are meant as words.
	if (files.length > 0 && (words === "" || files.some(({ name }) => words.includes(name)))) {
		event.preventDefault();
		attach(model, files);
	} else if (words.length > NO_MESSAGE_CHARS) {
		event.preventDefault();
		attach(model, [new File([words], "pasted.txt", { type: "text/plain" })]);
	} else if (words.length > (model.client.server.peek()?.maxBodyChars ?? Number.POSITIVE_INFINITY)) {
		// A text box makes every line break one character.
		model.pasted = words.replace(/\r\n?/g, "\n");
	}
}
