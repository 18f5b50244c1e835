import { fitsMask, parseSource } from "../mask.ts";

/** A mask of names as IRC writes it. */
export function toIrcMask(mask: string): string {
	return `${mask}!*@*`;
}

/**
 * The mask of names that says the same as `nick!user@host`. The user is the name here, and the host the server's own for
 * everybody. Null for one that nobody could fit, or that would mean everybody by their host.
 */
export function fromIrcMask(raw: string, serverName: string): string | null {
	const { nick, user, host } = parseSource(raw);
	const names = [nick, user].filter((part): part is string => part !== null && part !== "" && !/^\*+$/.test(part));
	const anyHost = host === null || host === "" || /^\*+$/.test(host);
	if (!anyHost && (names.length === 0 || !fitsMask(host, serverName))) return null;
	const [name = "*", other = name] = names;
	return name.toLowerCase() === other.toLowerCase() ? name : null;
}
