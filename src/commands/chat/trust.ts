import type { StandardSocket } from "../../client/standard-ports.ts";
import { CommandError } from "../command-error.ts";

/** For fetch: `ca`, certificates in PEM, is trusted in the place of those that the system knows. */
export function trusting(ca: string | null): { tls?: { ca: string } } {
	return ca === null ? {} : { tls: { ca } };
}

/** Opens a WebSocket that trusts as `trusting` says. */
export function openTrusting(ca: string | null): (url: string) => StandardSocket {
	return (url) => new WebSocket(url, trusting(ca));
}

/** The certificates of `--ca FILE`. Throws CommandError. */
export async function readCa(path: string): Promise<string> {
	const text = await Bun.file(path)
		.text()
		.catch((cause: unknown) => {
			throw new CommandError(`Cannot read --ca ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
		});
	if (!text.includes("-----BEGIN CERTIFICATE-----")) {
		throw new CommandError(`Cannot use --ca ${path}: it holds no certificate in PEM form`);
	}
	return text;
}

const NOT_TRUSTED: Record<string, string> = {
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is another host's. Check the host's name",
	CERT_HAS_EXPIRED: "its certificate has expired. Its host must renew it",
	CERT_NOT_YET_VALID: "its certificate is not valid yet. Check the clock of this machine",
};

/** Why a server's certificate is not taken; null where something else is wrong. */
export function whyNotTrusted(code: string): string | null {
	const known = NOT_TRUSTED[code];
	if (known !== undefined) return known;
	if (!/CERT|SELF_SIGNED/.test(code)) return null;
	return `its certificate is not trusted here (${code}). Where it is your own, --ca FILE trusts it`;
}
