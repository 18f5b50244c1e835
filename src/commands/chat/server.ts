import { createHttpApi, type SendHttp } from "../../client/http-api.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { ServerInfo } from "../../protocol/http.ts";
import { PROTOCOL_VERSION } from "../../protocol/version.ts";
import { ChatEnd, EXIT } from "./exit-codes.ts";
import { trusting, whyNotTrusted } from "./trust.ts";
import { uploadOf } from "./upload-body.ts";

const WITHIN_MS = 10_000;

export type ServerApi = ReturnType<typeof createHttpApi>;

export function connectApi(base: string, ca: string | null): ServerApi {
	return createHttpApi(sendTo(base, ca));
}

function sendTo(base: string, ca: string | null): SendHttp {
	return async (method, path, body, token, raw) => {
		const upload = raw === undefined ? null : uploadOf(raw);
		const headers = {
			...(body === undefined ? {} : { "Content-Type": "application/json" }),
			...upload?.headers,
			...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
		};
		const response = await fetch(`${base}${path}`, {
			method,
			headers,
			signal: upload?.signal ?? AbortSignal.timeout(WITHIN_MS),
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			...(upload ? { body: upload.body } : {}),
			...trusting(ca),
		});
		return { ok: response.ok, status: response.status, json: await response.json().catch(() => null) };
	};
}

/** Asks who is there. Throws ChatEnd: nobody, somebody else, or a Parlour of another version. */
export async function meet(base: string, ca: string | null): Promise<ServerInfo> {
	let reached: unknown;
	const api = createHttpApi(async (...request) => {
		const reply = await sendTo(
			base,
			ca,
		)(...request).catch((cause: unknown) => {
			reached = cause;
			throw cause;
		});
		return reply;
	});
	const info = await api.server().catch((cause: unknown) => {
		if (reached !== undefined) throw unreachable(base, reached);
		// A Parlour that cannot serve says so in its own words.
		if (cause instanceof ParlourError && cause.code !== "internal") throw cause;
		throw stranger(base);
	});
	if (info.protocol === PROTOCOL_VERSION) return info;
	const older = info.protocol > PROTOCOL_VERSION ? "this program" : "the server";
	throw new ChatEnd(
		EXIT.version,
		`Cannot chat at ${base}: it speaks version ${info.protocol} of the protocol, and this program ${PROTOCOL_VERSION}. Update ${older}`,
	);
}

function stranger(base: string): ChatEnd {
	const hint = `Check the port, and whether ${base.startsWith("https:") ? "it speaks TLS" : "it wants --tls"}`;
	return new ChatEnd(EXIT.unreachable, `Cannot chat at ${base}: something else than Parlour answers there. ${hint}`);
}

const NOBODY: Record<string, string> = {
	ConnectionRefused: "nothing listens there. Check host and port, and that the server runs",
	ECONNREFUSED: "nothing listens there. Check host and port, and that the server runs",
	FailedToOpenSocket: "there is no way to this host. Check its name and the network",
	ENOTFOUND: "no host has this name",
	EAI_AGAIN: "the host's name cannot be looked up. Check the network",
	EHOSTUNREACH: "there is no way to this host",
	ENETUNREACH: "there is no network",
	TimeoutError: "no answer within 10 s",
};

function unreachable(base: string, cause: unknown): ChatEnd {
	const code = codeOf(cause);
	const why = whyNotTrusted(code) ?? NOBODY[code];
	if (why === undefined) return stranger(base);
	return new ChatEnd(EXIT.unreachable, `Cannot reach ${base}: ${why}`);
}

function codeOf(cause: unknown): string {
	if (!(cause instanceof Error)) return "";
	if ("code" in cause && typeof cause.code === "string") return cause.code;
	return cause.name;
}
