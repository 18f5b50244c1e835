import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import type { File as SentFile } from "../../protocol/entities.ts";
import type { Upload } from "../upload/upload.ts";

/** What is asked before something goes out; to send again says yes. */
export interface Question {
	text: string;
	yes: string;
	run(): unknown;
}

/** A message that was sent, and goes out when its files are up. */
export interface WaitingPost {
	body: string;
	inRoom: boolean;
	uploads: readonly Upload[];
}

/** What is being written in one room or thread. It outlives the screen that shows it, so that uploads go on. */
export class ComposerModel {
	readonly client: Client;
	readonly room: Room;
	readonly thread: Thread | null;
	readonly text: ReadonlySignal<string>;
	readonly uploads = signal<readonly Upload[]>([]);
	readonly waiting = signal<readonly WaitingPost[]>([]);
	readonly alsoInRoom = signal(false);
	readonly question = signal<Question | null>(null);
	/** What went wrong, or what was done: told beside the composer until one types on. */
	readonly word = signal<{ kind: "problem" | "note"; text: string } | null>(null);
	/** The last paste that was longer than a message may be, to be made a file of. */
	pasted = "";
	/** Where it is shown now. */
	box: HTMLTextAreaElement | null = null;
	readonly tooMany = computed(() => {
		const most = this.client.server.value?.maxBodyChars ?? Number.POSITIVE_INFINITY;
		const { length } = this.text.value;
		// Characters are counted only where there may be too many: a pair of surrogates is one.
		return length > most ? Math.max(0, [...this.text.value].length - most) : 0;
	});
	/** What the room is called. */
	readonly placeName = computed(() => {
		const { visibility, name } = this.room.info.value;
		return visibility === "direct" ? this.room.title.value : `#${name}`;
	});
	readonly sendable = computed(
		() => (this.text.value.trim() !== "" || this.uploads.value.length > 0) && this.tooMany.value === 0,
	);

	constructor(client: Client, room: Room, thread: Thread | null) {
		this.client = client;
		this.room = room;
		this.thread = thread;
		this.text = client.drafts.of(room.id, thread?.root);
	}

	set(text: string): void {
		this.question.value = null;
		this.word.value = null;
		this.client.drafts.set(this.room.id, this.thread?.root, text);
	}

	/** Into the room, or its thread. */
	post(body: string, files: SentFile[] = [], inRoom = this.alsoInRoom.peek()): void {
		this.client.post(this.room.id, body, {
			...(this.thread ? { thread: this.thread.root } : {}),
			...(this.thread && inRoom ? { inRoom } : {}),
			...(files.length > 0 ? { files } : {}),
		});
	}

	/** Nothing of what has just been sent is left. */
	clear(): void {
		this.question.value = null;
		this.word.value = null;
		this.client.drafts.empty(this.room.id, this.thread?.root);
		this.alsoInRoom.value = false;
	}

	tell(kind: "problem" | "note", text: string): void {
		this.word.value = { kind, text };
	}
}

const models = new WeakMap<Client, Map<string, ComposerModel>>();

/** The same one for the same place, as long as one is logged in. */
export function composerModel(client: Client, room: Room, thread: Thread | null): ComposerModel {
	const byPlace = models.get(client) ?? new Map<string, ComposerModel>();
	models.set(client, byPlace);
	const place = `${room.id}:${thread?.root ?? ""}`;
	const known = byPlace.get(place);
	// A room that was left and joined anew is another object.
	if (known?.room === room && known.thread === thread) return known;
	const model = new ComposerModel(client, room, thread);
	byPlace.set(place, model);
	return model;
}
