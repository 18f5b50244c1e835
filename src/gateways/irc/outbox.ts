const encoder = new TextEncoder();

interface Sender {
	/** Writes what has been collected for it. */
	flush(encode: (text: string) => Uint8Array): void;
}

/** Collects what clients are sent, so that a turn of the event loop costs each of them one write. */
export class Outbox {
	#waiting: Sender[] = [];

	#left = "";
	#right = "";
	#joined = "";

	/** Both, one after the other: for those who are sent the same it is one string, which is quickly known again. */
	join(left: string, right: string): string {
		if (left !== this.#left || right !== this.#right) {
			this.#left = left;
			this.#right = right;
			this.#joined = left + right;
		}
		return this.#joined;
	}

	/** It has something to send, for the first time in this turn. */
	add(sender: Sender): void {
		if (this.#waiting.push(sender) === 1) setImmediate(() => this.#flush());
	}

	#flush(): void {
		const senders = this.#waiting;
		this.#waiting = [];
		// A message's readers are sent the same text, one after the other: it is encoded once.
		let text = "";
		let bytes = new Uint8Array(0);
		const encode = (wanted: string): Uint8Array => {
			if (wanted !== text) {
				text = wanted;
				bytes = encoder.encode(wanted);
			}
			return bytes;
		};
		for (const sender of senders) sender.flush(encode);
	}
}
