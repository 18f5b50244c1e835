/** Begins a CTCP request, and ends it. */
export const CTCP = "\u0001";
const ACTION = "ACTION ";

/** CTCP's ACTION: what somebody does, said by /me. */
export function asAction(text: string): string {
	return CTCP + ACTION + text + CTCP;
}

/** What is done by an action; null for a text that is none. Its last mark may be missing. */
export function actionOf(text: string): string | null {
	const [before, request = ""] = text.split(CTCP);
	return before === "" && request.startsWith(ACTION) ? request.slice(ACTION.length) : null;
}
