import { type ReadonlySignal, signal } from "@preact/signals-core";

/** What the screen's colours stand on. */
export type Background = "dark" | "light" | "unknown";

const ASK = "\u001B]11;?\u0007";
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what terminals send
const ANSWER = /\u001B\]11;([^\u0007\u001B]*)(?:\u0007|\u001B\\)/;
const HEX = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

interface Readable {
	read(size?: number): unknown;
}

/** By `COLORFGBG`, as some terminals set it: `foreground;background`, by number. */
export function backgroundIn(env: Record<string, string | undefined>): Background {
	const last = env["COLORFGBG"]?.split(";").at(-1) ?? "";
	if (!/^\d+$/.test(last)) return "unknown";
	const number = Number(last);
	return number === 7 || number === 15 ? "light" : "dark";
}

/** Of a colour as terminals tell it, `rgb:ffff/ffff/ffff`. */
export function brightnessOf(colour: string): Background {
	const [, ...parts] = HEX.exec(colour) ?? [];
	if (parts.length < 3) return "unknown";
	const [red = 0, green = 0, blue = 0] = parts.map((hex) => Number.parseInt(hex, 16) / (16 ** hex.length - 1));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? "light" : "dark";
}

/**
 * Asks the terminal where its environment does not say. Most answer within a moment, some never; the answer comes as
 * input, and is taken out before anybody takes it for keys.
 */
export function findBackground(
	env: Record<string, string | undefined>,
	input: Readable,
	output: { write(text: string): unknown },
): { background: ReadonlySignal<Background>; stop(): void } {
	const background = signal(backgroundIn(env));
	const isSilent = env["TERM"] === "dumb" || env["TERM"] === "linux" || Boolean(env["NO_COLOR"]);
	if (background.peek() !== "unknown" || isSilent) return { background, stop: () => undefined };
	const read = input.read.bind(input);
	const stop = () => {
		input.read = read;
	};
	input.read = (size) => {
		const chunk = read(size);
		const answer = typeof chunk === "string" ? ANSWER.exec(chunk) : null;
		if (typeof chunk !== "string" || !answer) return chunk;
		background.value = brightnessOf(answer[1] ?? "");
		// What is left of it may be nothing, and null would be taken for the end of what there is.
		return chunk.replace(ANSWER, "");
	};
	output.write(ASK);
	return { background, stop };
}
