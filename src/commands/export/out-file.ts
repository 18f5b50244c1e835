import { closeSync, constants, fsyncSync, openSync, writeSync } from "node:fs";

const BUFFER_CHARS = 256 * 1024;

/** A new file that only its owner can read, written in large pieces. Throws what the file system throws. */
export class OutFile {
	readonly #file: number;
	#waiting: string[] = [];
	#chars = 0;

	constructor(path: string) {
		this.#file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
	}

	write(text: string): void {
		this.#waiting.push(text);
		this.#chars += text.length;
		if (this.#chars >= BUFFER_CHARS) this.#flush();
	}

	close(): void {
		try {
			this.#flush();
			fsyncSync(this.#file);
		} finally {
			closeSync(this.#file);
		}
	}

	#flush(): void {
		let rest = Buffer.from(this.#waiting.join(""));
		this.#waiting = [];
		this.#chars = 0;
		while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest));
	}
}
