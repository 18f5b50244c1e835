import { formatTime } from "../../client/dates.ts";
import { fit, widthOf } from "../text/cells.ts";
import { type Line, type Style, span } from "../text/line.ts";
import { isNarrow, type LogLook, TIME_COLUMNS } from "./log-look.ts";

export interface Author {
	name: string;
	style: Style;
	at: number;
	head: boolean;
	/** How its time looks, where that tells something. */
	time?: Style | undefined;
}

/** A message's rows, with its time and its author beside them, or above where there is no room. */
export function beside({ name, style, at, head, time: timeStyle }: Author, body: Line[], look: LogLook): Line[] {
	const time = span(formatTime(at), timeStyle ?? look.theme.faint);
	if (isNarrow(look)) {
		const title: Line[] = head
			? [[span(fit(name, Math.min(widthOf(name), look.columns - 8)), style), span("  "), time]]
			: [];
		return [...title, ...indented(body, 2)];
	}
	const margin = TIME_COLUMNS + look.nameColumns + 2;
	// Each message begins with its time; its author is named where that changes.
	const first: Line = [time, span("  "), span(fit(head ? name : "", look.nameColumns), style), span("  ")];
	return body.map((line, index) => (index === 0 ? [...first, ...line] : [span(" ".repeat(margin)), ...line]));
}

export function indented(lines: Line[], columns: number): Line[] {
	return lines.map((line) => [span(" ".repeat(columns)), ...line]);
}
