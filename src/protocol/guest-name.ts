/** How somebody without an account is shown, where people are shown by their names. */
export function guestName(name: string): string {
	return `${name} (guest)`;
}
