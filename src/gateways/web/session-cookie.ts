const NAME = "parlour_session";
const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function readSessionCookie(request: Request): string | null {
	for (const part of (request.headers.get("cookie") ?? "").split(";")) {
		const [name, value] = part.trim().split("=");
		if (name === NAME && value) return value;
	}
	return null;
}

export function sessionCookie(token: string, secure: boolean): string {
	return `${NAME}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure ? "; Secure" : ""}`;
}

export function clearedSessionCookie(secure: boolean): string {
	return `${NAME}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? "; Secure" : ""}`;
}
