/** Who is typing, in words; empty where nobody is. */
export function typingText(names: readonly string[]): string {
	const [first, second] = names;
	if (first === undefined) return "";
	if (second === undefined) return `${first} is typing…`;
	if (names.length === 2) return `${first} and ${second} are typing…`;
	return `${names.length} people are typing…`;
}
