import { signal } from "@preact/signals";
import type { ComposerModel } from "../composer-model.ts";
import { replaceIn } from "../insert-text.ts";
import type { Option } from "./option.ts";
import { farOptions, nearOptions } from "./options.ts";
import { type Token, tokenAt } from "./token.ts";

/** The list that is open. Only one is: it belongs to the box that has the focus. */
export interface Completing {
	model: ComposerModel;
	token: Token;
	options: readonly Option[];
	index: number;
}

const MOST = 40;

export const completing = signal<Completing | null>(null);
export const LIST_ID = "composer-completions";
/** Escape was pressed on it: it stays away until another one is begun. */
let dismissed: { model: ComposerModel; from: number } | null = null;
/** Raised with each keystroke: an answer to an earlier one is of no use. */
let asked = 0;

export function close(): void {
	asked++;
	completing.value = null;
}

/** Looks at what is typed where the caret is now. What has to be asked for comes into the list when it is there. */
export function complete(model: ComposerModel): void {
	const { box } = model;
	const collapsed = box !== null && box.selectionStart === box.selectionEnd;
	const token = collapsed ? tokenAt(box.value, box.selectionStart) : null;
	const asking = ++asked;
	if (!token || !box) {
		dismissed = null;
		completing.value = null;
		return;
	}
	if (dismissed?.model === model && dismissed.from === token.from) return;
	dismissed = null;
	show(model, token, nearOptions(model, token));
	farOptions(model, token, () => asking === asked).then(
		(far) => {
			// The members may have come in meanwhile, too.
			if (asking === asked) show(model, token, [...nearOptions(model, token), ...far]);
		},
		// What is near is better than nothing.
		() => undefined,
	);
}

function show(model: ComposerModel, token: Token, options: readonly Option[]): void {
	const before = completing.peek();
	const chosen = before?.token.from === token.from ? before.options[before.index]?.key : undefined;
	// What is typed out needs no list, and Enter sends it.
	const typedOut = options.length === 1 && isTypedOut(model, token, options[0]);
	if (options.length === 0 || typedOut) {
		completing.value = null;
		return;
	}
	const kept = before?.token.query === token.query ? options.findIndex(({ key }) => key === chosen) : 0;
	completing.value = { model, token, options: options.slice(0, MOST), index: Math.max(0, kept) };
}

export function isTypedOut(model: ComposerModel, token: Token, option: Option | undefined): boolean {
	const typed = model.box?.value.slice(token.from, token.to);
	return option !== undefined && typed?.toLowerCase() === option.insert.trim().toLowerCase();
}

/** Puts the option in the place of what was typed. */
export function accept(index: number): void {
	const now = completing.peek();
	const option = now?.options[index];
	close();
	if (!now?.model.box || !option) return;
	const { box } = now.model;
	box.focus();
	// A space that stands there already is not doubled.
	const spaced = box.value[now.token.to] === " " ? option.insert.trimEnd() : option.insert;
	replaceIn(box, now.token.from, now.token.to, spaced);
	close();
}

/** True where the key was for the list. */
export function completionKey(model: ComposerModel, event: KeyboardEvent): boolean {
	const now = completing.peek();
	if (!now || now.model !== model || event.altKey) return false;
	const { options, index, token } = now;
	switch (event.key) {
		case "ArrowDown":
		case "ArrowUp": {
			const by = event.key === "ArrowDown" ? 1 : -1;
			completing.value = { ...now, index: (index + by + options.length) % options.length };
			break;
		}
		case "Enter":
			if (event.shiftKey || isTypedOut(model, token, options[index])) {
				close();
				return false;
			}
			accept(index);
			break;
		case "Tab":
			// Back is into the list, which goes when the text box loses the focus.
			if (event.shiftKey) close();
			else accept(index);
			break;
		case "Escape":
			event.stopPropagation();
			dismissed = { model, from: token.from };
			close();
			break;
		default:
			return false;
	}
	event.preventDefault();
	return true;
}

/** For the text box: which list completes it. */
export function listOf(model: ComposerModel): { id: string; active: string } | null {
	const now = completing.value;
	return now?.model === model ? { id: LIST_ID, active: `${LIST_ID}-${now.index}` } : null;
}
