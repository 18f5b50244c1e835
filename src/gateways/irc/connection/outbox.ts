const encoder = new TextEncoder();

/** Texts that go out as one. Who is sent the same ones has the same mail: it is put together and encoded once. */
export class Mail {
	readonly #before: Mail | null;
	readonly #last: string;
	/** What it goes on as: mostly one thing, so that the others have a map of their own. */
	#next: Mail | null = null;
	#others: Map<string, Mail> | null = null;
	#bytes: Uint8Array | null = null;

	constructor(before: Mail | null = null, last = "") {
		this.#before = before;
		this.#last = last;
	}

	/** This, and then that text. */
	and(text: string): Mail {
		if (this.#next !== null && this.#next.#last === text) return this.#next;
		const known = this.#others?.get(text);
		if (known) return known;
		const longer = new Mail(this, text);
		if (this.#next) {
			this.#others ??= new Map();
			this.#others.set(text, longer);
		} else this.#next = longer;
		return longer;
	}

	get text(): string {
		const texts: string[] = [];
		for (let mail: Mail | null = this; mail; mail = mail.#before) texts.push(mail.#last);
		return texts.reverse().join("");
	}

	get bytes(): Uint8Array {
		this.#bytes ??= encoder.encode(this.text);
		return this.#bytes;
	}
}

interface Sender {
	/** Sends what has been collected for it. */
	flush(): void;
}

/** Collects what clients are sent, so that a turn of the event loop costs each of them one write. */
export class Outbox {
	#waiting: Sender[] = [];
	#empty = new Mail();

	/** It has something to send, for the first time in this turn: what its mail begins as. */
	begin(sender: Sender): Mail {
		if (this.#waiting.push(sender) === 1) setImmediate(() => this.#flush());
		return this.#empty;
	}

	#flush(): void {
		const senders = this.#waiting;
		this.#waiting = [];
		this.#empty = new Mail();
		for (const sender of senders) sender.flush();
	}
}
