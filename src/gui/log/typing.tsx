import type { Room } from "../../client/room.ts";
import { typingText } from "../../client/typing-text.ts";

export function Typing({ room }: { room: Room }) {
	return (
		<p class="typing" aria-live="off">
			{typingText(room.typing.value.map(({ name }) => name))}
		</p>
	);
}
