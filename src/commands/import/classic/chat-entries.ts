/** An entry of chat_backup.txt, put together again from its lines. */
export interface ChatEntry {
	/** Of its tag, from 1. */
	line: number;
	system: boolean;
	/** What stands between the tag and the time. */
	text: string;
	/** Of the day; none where the time is missing. */
	minute: number | null;
	/** Its end is missing. */
	cut: boolean;
}

export interface ChatEntries {
	entries: ChatEntry[];
	/** Lines that belong to no entry, with why. */
	strays: { line: number; why: string }[];
}

const TAG = /^<000([01])>/;
const UNKNOWN_TAG = /^<\d{4}>/;
const TIME = / ?\[([01]\d|2[0-3]):([0-5]\d)\]\s*$/;
const PARTIAL_TIME = / ?\[(?:\d(?:\d(?::\d{0,2})?)?)?$/;

interface Open {
	line: number;
	system: boolean;
	lines: string[];
}

function lastWithTime(lines: readonly string[]): number {
	return lines.findLastIndex((line) => TIME.test(line));
}

/** The entries in order. A message with line breaks goes on in lines without a tag, up to the last that has a time. */
export function readChatEntries(lines: readonly string[]): ChatEntries {
	const entries: ChatEntry[] = [];
	const strays: ChatEntries["strays"] = [];
	let open: Open | null = null;

	function close(atEnd: boolean): void {
		if (!open) return;
		const { line, system, lines } = open;
		open = null;
		const last = lastWithTime(lines);
		if (last === -1) {
			const text = lines.join("\n").trimEnd();
			entries.push({ line, system, text: atEnd ? text.replace(PARTIAL_TIME, "") : text, minute: null, cut: true });
			return;
		}
		const closing = lines[last] ?? "";
		const [, hours, minutes] = TIME.exec(closing) ?? [];
		const text = [...lines.slice(0, last), closing.replace(TIME, "")].join("\n");
		entries.push({ line, system, text, minute: Number(hours) * 60 + Number(minutes), cut: false });
		lines.slice(last + 1).forEach((stray, index) => {
			if (stray.trim() === "") return;
			strays.push({ line: line + last + 1 + index, why: "it has no tag, and the message before it has ended" });
		});
	}

	lines.forEach((text, index) => {
		const tag = TAG.exec(text);
		if (tag) {
			close(false);
			open = { line: index + 1, system: tag[1] === "0", lines: [text.slice(tag[0].length)] };
		} else if (UNKNOWN_TAG.test(text) && (!open || lastWithTime(open.lines) !== -1)) {
			close(false);
			strays.push({ line: index + 1, why: `its tag ${text.slice(0, 6)} is unknown` });
		} else if (open) {
			open.lines.push(text);
		} else if (text.trim() !== "") {
			strays.push({ line: index + 1, why: "it has no tag, and there is no message before it" });
		}
	});
	close(true);
	strays.sort((a, b) => a.line - b.line);
	return { entries, strays };
}
