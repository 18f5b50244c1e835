/** Whether a text fits a mask, in which `*` stands for any text and `?` for any one character. ASCII letters are alike in both cases. */
export function fitsMask(mask: string, text: string): boolean {
	const wanted = [...mask.toLowerCase()];
	const chars = [...text.toLowerCase()];
	let at = 0;
	let from = 0;
	/** Where to go on when what follows the last `*` does not fit: at most once for each character, so that no mask takes long. */
	let star = -1;
	let starAt = 0;
	while (from < chars.length) {
		if (wanted[at] === "*") {
			star = at++;
			starAt = from;
		} else if (at < wanted.length && (wanted[at] === "?" || wanted[at] === chars[from])) {
			at++;
			from++;
		} else if (star !== -1) {
			at = star + 1;
			from = ++starAt;
		} else return false;
	}
	while (wanted[at] === "*") at++;
	return at === wanted.length;
}

/** `nick!user@host`, of which all but the nick may be missing. */
export function parseSource(source: string): { nick: string; user: string | null; host: string | null } {
	const at = source.indexOf("@");
	const head = at === -1 ? source : source.slice(0, at);
	const mark = head.indexOf("!");
	return {
		nick: mark === -1 ? head : head.slice(0, mark),
		user: mark === -1 ? null : head.slice(mark + 1),
		host: at === -1 ? null : source.slice(at + 1),
	};
}
