const LEADS_OUT = new Set(["http:", "https:", "mailto:"]);
/** Longer ones some terminals take for an attack. */
const MOST_CHARS = 2000;
const HARMLESS = /^[\x21-\x7E]+$/;

/**
 * A link as a terminal may be told of it: in printable ASCII, so that nothing in it can steer the terminal. Undefined
 * where it leads elsewhere than to the web or to mail.
 */
export function hrefOf(url: string): string | undefined {
	const parsed = URL.parse(url);
	if (!parsed || !LEADS_OUT.has(parsed.protocol)) return undefined;
	return parsed.href.length <= MOST_CHARS && HARMLESS.test(parsed.href) ? parsed.href : undefined;
}
