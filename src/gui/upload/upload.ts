import { type Signal, signal } from "@preact/signals";
import type { File as SentFile } from "../../protocol/entities.ts";

export type UploadState =
	/** For its turn, or for the connection. */
	| { state: "waiting" }
	/** `share`: how much of it is up, from 0 to 1. */
	| { state: "going"; share: number }
	| { state: "done"; file: SentFile }
	| { state: "failed"; why: string };

/** A file on its way to the server, or there and in no message yet. */
export class Upload {
	/** What was chosen. */
	readonly source: File;
	readonly state: Signal<UploadState> = signal({ state: "waiting" });
	/** The address of a small picture of it, while it is one. */
	readonly thumbnail = signal<string | null>(null);
	/** Ends what is under way for it. */
	readonly stopper = new AbortController();

	constructor(source: File) {
		this.source = source;
	}

	get name(): string {
		return this.source.name || "file";
	}

	/** Nobody shows it any more. */
	dispose(): void {
		this.stopper.abort();
		const shown = this.thumbnail.peek();
		if (shown !== null) URL.revokeObjectURL(shown);
		this.thumbnail.value = null;
	}
}
