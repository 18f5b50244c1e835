import { effect } from "@preact/signals";
import type { File as SentFile } from "../../../protocol/entities.ts";
import type { Upload } from "../../upload/upload.ts";
import { uploadQueue } from "../../upload/upload-queue.ts";
import type { ComposerModel, WaitingPost } from "../composer-model.ts";

/** The files, where all are up; reading it in an effect follows them. */
function filesOf(uploads: readonly Upload[]): SentFile[] | null {
	const states = uploads.map(({ state }) => state.value);
	const done = states.flatMap((state) => (state.state === "done" ? [state.file] : []));
	return done.length === states.length ? done : null;
}

/** The message goes out, at once or when its files are up; the composer is free for the next one. */
export function goOut(model: ComposerModel, body: string): void {
	const uploads = model.uploads.peek();
	const inRoom = model.alsoInRoom.peek();
	model.uploads.value = [];
	model.clear();
	const post: WaitingPost = { body, inRoom, uploads };
	if (!postIfUp(model, post)) {
		model.waiting.value = [...model.waiting.peek(), post];
		follow(model, post);
	}
}

function postIfUp(model: ComposerModel, { body, inRoom, uploads }: WaitingPost): boolean {
	const files = filesOf(uploads);
	if (!files) return false;
	model.post(body, files, inRoom);
	for (const upload of uploads) upload.dispose();
	return true;
}

function follow(model: ComposerModel, post: WaitingPost): void {
	const stop = effect(() => {
		if (!model.waiting.value.includes(post)) return queueMicrotask(() => stop());
		if (filesOf(post.uploads)) queueMicrotask(() => take(model, post) && postIfUp(model, post));
	});
}

function take(model: ComposerModel, post: WaitingPost): boolean {
	if (!model.waiting.peek().includes(post)) return false;
	model.waiting.value = model.waiting.peek().filter((other) => other !== post);
	return true;
}

/** Back into the composer, before what was begun there since. */
export function takeBack(model: ComposerModel, post: WaitingPost): void {
	if (!take(model, post)) return;
	model.uploads.value = [...post.uploads, ...model.uploads.peek()];
	model.set([post.body, model.text.peek()].filter((text) => text !== "").join("\n"));
	if (post.inRoom) model.alsoInRoom.value = true;
	model.box?.focus();
}

export function discard(model: ComposerModel, post: WaitingPost): void {
	if (!take(model, post)) return;
	for (const upload of post.uploads) uploadQueue(model.client).remove(upload);
	model.box?.focus();
}
