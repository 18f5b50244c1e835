/**
 * Whether a request comes from a page of this server, or from a program, which sends no Origin.
 * A page of another site could else act with the cookie of whoever visits it.
 */
export function isOwnOrigin(request: Request): boolean {
	const origin = request.headers.get("origin");
	if (origin === null) return true;
	return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
