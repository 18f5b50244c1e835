import { formatSize } from "../../../client/file-size.ts";
import { Upload } from "../../upload/upload.ts";
import { uploadQueue } from "../../upload/upload-queue.ts";
import type { ComposerModel } from "../composer-model.ts";

/** As many as one message takes. */
const MOST_FILES = 20;

/** Files that were chosen, dropped or pasted: those that may be sent begin to go up, of the others it is told why not. */
export function attach(model: ComposerModel, files: readonly File[]): void {
	model.word.value = null;
	const most = model.client.server.peek()?.maxFileBytes ?? Number.POSITIVE_INFINITY;
	const tooLarge = files.filter(({ size }) => size > most);
	const fitting = files.filter(({ size }) => size <= most);
	const room = MOST_FILES - model.uploads.peek().length;
	const uploads = fitting.slice(0, room).map((file) => new Upload(file));
	model.uploads.value = [...model.uploads.peek(), ...uploads];
	for (const upload of uploads) uploadQueue(model.client).add(upload);
	guardLeaving(model);
	const [large] = tooLarge;
	if (large) {
		const others = tooLarge.length > 1 ? ` and ${tooLarge.length - 1} more` : "";
		const is = tooLarge.length > 1 ? "are" : `is ${formatSize(large.size)},`;
		model.tell("problem", `${large.name}${others} ${is} too large: a file may have at most ${formatSize(most)}`);
	} else if (fitting.length > room) {
		model.tell("problem", `A message takes at most ${MOST_FILES} files. Send the others in a further one`);
	}
}

export function removeUpload(model: ComposerModel, upload: Upload): void {
	model.uploads.value = model.uploads.peek().filter((other) => other !== upload);
	model.word.value = null;
	uploadQueue(model.client).remove(upload);
	model.box?.focus();
}

/** What is too long for a message, as a file: the paste that made it so, else all that stands there. */
export function attachText(model: ComposerModel): void {
	const text = model.text.peek();
	const isPaste = model.pasted !== "" && text.includes(model.pasted);
	const long = isPaste ? model.pasted : text;
	model.pasted = "";
	model.set(text.replace(long, () => ""));
	attach(model, [new File([long], isPaste ? "pasted.txt" : "message.txt", { type: "text/plain" })]);
	model.box?.focus();
}

const guarded = new Set<ComposerModel>();

/** Whoever closes the window while files are in no message yet is asked: the browser would forget them. */
function guardLeaving(model: ComposerModel): void {
	if (guarded.size === 0) addEventListener("beforeunload", warn);
	guarded.add(model);
}

function warn(event: BeforeUnloadEvent): void {
	const holds = ({ uploads, waiting, client }: ComposerModel) =>
		client.connection.peek().state !== "ended" && (uploads.peek().length > 0 || waiting.peek().length > 0);
	if ([...guarded].some(holds)) event.preventDefault();
	for (const model of guarded) if (!holds(model)) guarded.delete(model);
	if (guarded.size === 0) removeEventListener("beforeunload", warn);
}
