import { type ComponentChildren, Fragment } from "preact";
import type { Around } from "./around.tsx";

const REFERENCE = /(?<![\p{L}\p{N}_/@#.-])[@#][\p{L}\p{M}\p{N}_.-]+/gu;

/** Text with the people and rooms in it marked. */
export function named(text: string, around?: Around): ComponentChildren {
	if (!around || !/[@#]/.test(text)) return text;
	const parts: ComponentChildren[] = [];
	let done = 0;
	for (const { 0: found, index } of text.matchAll(REFERENCE)) {
		const mark = reference(found, around);
		if (!mark) continue;
		parts.push(text.slice(done, index), <Fragment key={index}>{mark.drawn}</Fragment>);
		done = index + mark.length;
	}
	parts.push(text.slice(done));
	return parts;
}

/** A sentence may end right after a name, with a dot that could be the name's own: the longest name that there is. */
function reference(found: string, around: Around): { drawn: ComponentChildren; length: number } | null {
	for (let said = found; said.length > 1; said = said.slice(0, -1)) {
		const word = said.slice(1).toLowerCase();
		const who = said[0] === "@" ? around.who(word) : null;
		const href = said[0] === "#" ? around.room(word) : null;
		if (who) return { drawn: <span class={`mention ${who}`}>{said}</span>, length: said.length };
		if (href !== null) {
			const link = (
				<a class="room-reference" href={href}>
					{said}
				</a>
			);
			return { drawn: link, length: said.length };
		}
		if (!/[_.-]$/.test(said)) return null;
	}
	return null;
}
