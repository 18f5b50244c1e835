export interface Streams {
	/** Null where there is nothing to read commands from. */
	input: NodeJS.ReadableStream | null;
	output: NodeJS.WritableStream;
}

/** Where the host reads and types. */
export interface Terminal {
	print(text: string): void;
	/** The next line, or null when no more will come. An answer is not kept in the history. */
	read(prompt: string, kind: "command" | "answer"): Promise<string | null>;
	/** Gives the streams back as they were; printing still works. */
	close(): void;
}

/** Whoever reads the output may go away (a closed pipe, a lost ssh session); the server must not care. */
export function safeWriter(output: NodeJS.WritableStream): (text: string) => void {
	let broken = false;
	output.on("error", () => {
		broken = true;
	});
	return (text) => {
		if (!broken) output.write(text);
	};
}
