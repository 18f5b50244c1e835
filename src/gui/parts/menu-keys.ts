/** The arrows, both ends and first letters go through the items of a menu. */
export function menuKey(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
	const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
	const at = items.findIndex((item) => item.matches(":focus"));
	const next = stepTo(event.key, at, items);
	if (next === null) return;
	event.preventDefault();
	items[(next + items.length) % items.length]?.focus();
}

/** Which item a key goes to: the arrows, both ends, or the next that begins with a letter. */
function stepTo(key: string, at: number, items: readonly HTMLElement[]): number | null {
	if (key === "ArrowDown" || key === "ArrowUp") return at + (key === "ArrowDown" ? 1 : -1);
	if (key === "Home") return 0;
	if (key === "End") return items.length - 1;
	if (key === "Tab") return at;
	if (key.length !== 1) return null;
	const begins = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
	const later = items.findIndex((item, index) => index > at && begins(item));
	const found = later < 0 ? items.findIndex(begins) : later;
	return found < 0 ? null : found;
}
