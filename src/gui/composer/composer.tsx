import { useRef, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";
import { keep } from "../browser-ports.ts";
import { editLast } from "../log/editing.ts";
import { GrowingText } from "../parts/growing-text.tsx";

const TELL_TYPING_MS = 3000;

export function Composer({ client, room }: { client: Client; room: Room }) {
	const draftKey = `draft:${client.me.value?.id ?? 0}:${room.id}`;
	const [text, setText] = useState(() => keep.get(draftKey) ?? "");
	const toldAt = useRef(0);
	const limit = client.server.value?.maxBodyChars ?? Number.POSITIVE_INFINITY;
	const over = text.length > limit ? [...text].length - limit : 0;
	const empty = text.trim() === "";

	function input(next: string) {
		setText(next);
		keep.set(draftKey, next === "" ? null : next);
		const now = Date.now();
		if (next.trim() === "" || now - toldAt.current < TELL_TYPING_MS) return;
		toldAt.current = now;
		client.typing(room.id);
	}
	function send() {
		if (empty || over > 0) return;
		client.post(room.id, text);
		setText("");
		keep.set(draftKey, null);
		toldAt.current = 0;
	}

	return (
		<form
			class="composer"
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<GrowingText
				label="Message"
				placeholder={`Message #${room.info.value.name}`}
				value={text}
				autoFocus={matchMedia("(pointer: fine)").matches}
				onInput={input}
				onEnter={send}
				onKey={(event) => {
					if (event.key === "ArrowUp" && text === "" && editLast(client, room)) event.preventDefault();
				}}
			/>
			<div class="composer-foot">
				<span class={over > 0 ? "composer-hint over" : "composer-hint"} aria-live={over > 0 ? "polite" : "off"}>
					{over > 0 ? `${over} characters too many` : !empty && "Shift Enter breaks the line"}
				</span>
				<button class="button primary" type="submit" disabled={empty || over > 0}>
					Send
				</button>
			</div>
		</form>
	);
}
