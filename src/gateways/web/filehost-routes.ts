import type { Context, Hono } from "hono";
import type { Uploader } from "../../core/uploads.ts";
import { ParlourError } from "../../protocol/errors.ts";
import { incomingOf } from "./request-size.ts";
import { type Env, originOf, type RouteContext } from "./route-context.ts";

const PATH = "/api/filehost";
const ACCEPT_POST = "*/*";

/**
 * soju.im/FILEHOST, of soju's extensions (doc/ext/filehost.md): IRC clients upload here, by the name and password that
 * they log in with. What came is its owner's alone, until they say its link in a room.
 */
export function addFilehostRoutes(app: Hono<Env>, { core, secrets }: RouteContext): void {
	async function uploaderOf(c: Context<Env>): Promise<Uploader> {
		const credentials = basicCredentials(c.req.header("authorization") ?? "");
		if (!credentials) {
			throw new ParlourError("unauthorized", "Cannot take this file: give your name and password by HTTP Basic");
		}
		const { name, password } = credentials;
		const digest = { name, passwordDigest: secrets.sha256Hex(password) };
		const { account, appPassword } = await core.accounts.logInClient(digest, { ...originOf(c), gateway: "filehost" });
		return { id: null, account, ...(appPassword === null ? {} : { appPassword }) };
	}

	app.options(PATH, (c) => c.body(null, 204, { Allow: "OPTIONS, POST", "Accept-Post": ACCEPT_POST }));
	app.post(PATH, async (c) => {
		const uploader = await uploaderOf(c).catch((cause: unknown) => {
			c.header("WWW-Authenticate", 'Basic realm="Parlour", charset="UTF-8"');
			throw cause;
		});
		const upload = {
			...incomingOf(c),
			name: fileNameOf(c.req.header("content-disposition") ?? ""),
			contentType: c.req.header("content-type") ?? null,
		};
		const { id, name } = await core.files.upload(uploader, originOf(c), upload);
		// Relative to where they have sent it: the address that they know this server by.
		return c.body(null, 201, { Location: `/files/${id}/${encodeURIComponent(name)}` });
	});
}

/** RFC 7617. Null for anything else. */
function basicCredentials(header: string): { name: string; password: string } | null {
	const base64 = /^Basic ([A-Za-z0-9+/=]{1,4000})$/i.exec(header)?.[1];
	if (base64 === undefined) return null;
	try {
		const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
		const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		const colon = text.indexOf(":");
		return colon < 1 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) };
	} catch {
		return null;
	}
}

/** RFC 6266: `filename*` before `filename`, which many write as UTF-8; empty where there is neither, or it cannot be read. */
export function fileNameOf(disposition: string): string {
	const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
	if (extended !== undefined) {
		try {
			return decodeURIComponent(extended);
		} catch {
			return "";
		}
	}
	const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))/i.exec(disposition) ?? [];
	return fromUtf8(quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "");
}

/** A header comes with a byte a character. */
function fromUtf8(text: string): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (char) => char.charCodeAt(0)));
	} catch {
		return text;
	}
}
