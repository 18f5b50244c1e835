import type { Room } from "../../client/room.ts";
import type { Thread } from "../../client/thread.ts";
import { typingText } from "../../client/typing-text.ts";

/** Who types here just now. */
export function Typing({ room }: { room: Pick<Room | Thread, "typing"> }) {
	return (
		<p class="typing" aria-live="off">
			{typingText(room.typing.value.map(({ name }) => name))}
		</p>
	);
}
