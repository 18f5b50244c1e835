import type { RefObject } from "preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Client } from "../../client/client.ts";
import type { Room } from "../../client/room.ts";

const SETTLE_MS = 400;

/**
 * Where the *New* line stands, and the telling of what was read: what is at the bottom of a window that somebody looks
 * at. The line stays where it was when the room was opened, or when one came back to the window, so that one can find it.
 */
export function useReadMarker(client: Client, room: Room, atBottom: RefObject<boolean>) {
	const [newAfter, setNewAfter] = useState<number | null>(() => (room.unread.peek() > 0 ? room.readSeq.peek() : null));

	const tell = useCallback(() => {
		const last = room.messages.peek().at(-1);
		if (!last || !atBottom.current || !document.hasFocus() || document.visibilityState !== "visible") return;
		// Asked for again with the next message or look.
		client.markRead(room, last.seq).catch(() => undefined);
	}, [client, room, atBottom]);

	const [timer] = useState<{ id: ReturnType<typeof setTimeout> | undefined }>({ id: undefined });
	const seen = useCallback(() => {
		clearTimeout(timer.id);
		timer.id = setTimeout(tell, SETTLE_MS);
	}, [tell, timer]);

	useEffect(() => {
		const onLook = () => {
			if (room.unread.peek() > 0) setNewAfter(room.readSeq.peek());
			seen();
		};
		addEventListener("focus", onLook);
		return () => {
			removeEventListener("focus", onLook);
			clearTimeout(timer.id);
		};
	}, [room, seen, timer]);

	return { newAfter, seen };
}
