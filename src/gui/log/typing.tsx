import type { Room } from "../../client/room.ts";

export function Typing({ room }: { room: Room }) {
	const names = room.typing.value.map(({ name }) => name);
	return (
		<p class="typing" aria-live="off">
			{sentence(names)}
		</p>
	);
}

function sentence(names: string[]): string {
	const [first, second] = names;
	if (first === undefined) return "";
	if (second === undefined) return `${first} is typing…`;
	if (names.length === 2) return `${first} and ${second} are typing…`;
	return `${names.length} people are typing…`;
}
