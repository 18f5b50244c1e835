import { type ReadonlySignal, signal } from "@preact/signals-core";

const TELL_FOCUS = "\u001B[?1004h";
const TELL_NO_FOCUS = "\u001B[?1004l";
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what terminals send
const CHANGES = /\u001B\[([IO])/g;

interface Readable {
	read(size?: number): unknown;
}

/**
 * Whether somebody looks at this terminal, as far as it tells; else it is taken for granted. Ink reads the input and
 * drops what is no key, so this listens in on what it reads.
 */
export function watchFocus(
	input: Readable,
	output: { write(text: string): unknown },
): { focused: ReadonlySignal<boolean>; pause(): void; resume(): void; stop(): void } {
	const focused = signal(true);
	const read = input.read.bind(input);
	input.read = (size) => {
		const chunk = read(size);
		if (typeof chunk === "string" || chunk instanceof Uint8Array) {
			for (const [, way] of String(chunk).matchAll(CHANGES)) focused.value = way === "I";
		}
		return chunk;
	};
	const pause = () => void output.write(TELL_NO_FOCUS);
	const resume = () => void output.write(TELL_FOCUS);
	resume();
	return {
		focused,
		pause,
		resume,
		stop() {
			input.read = read;
			pause();
		},
	};
}
