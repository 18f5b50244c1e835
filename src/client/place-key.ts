/** Names a message, or the thread under it, among all rooms. */
export function placeKey(room: number, seq: number): string {
	return `${room}:${seq}`;
}
