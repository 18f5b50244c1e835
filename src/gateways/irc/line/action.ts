const MARK = "\u0001";
const ACTION = "ACTION ";

/** CTCP's ACTION: what somebody does, said by /me. */
export function asAction(text: string): string {
	return MARK + ACTION + text + MARK;
}

/** What is done by an action; null for a text that is none. Its last mark may be missing. */
export function actionOf(text: string): string | null {
	const [before, request = ""] = text.split(MARK);
	return before === "" && request.startsWith(ACTION) ? request.slice(ACTION.length) : null;
}
