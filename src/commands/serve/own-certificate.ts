import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import type { Certificate } from "../../runtime/tcp-server.ts";
import { writePrivately } from "../../runtime/write-privately.ts";
import { CommandError } from "../command-error.ts";
import { isEveryNetwork, reachableHosts } from "./listen.ts";
import type { Settings } from "./options.ts";

/** Only a start makes a new one, and starts may be months apart. */
const RENEWED_BEFORE_END_MS = 90 * 24 * 60 * 60 * 1000;
const HOST_NAME = /^[A-Za-z0-9._-]{1,253}$/;

export interface Made {
	/** A sentence about what was made, and where it will be. */
	why: string;
	/** Puts it into the data folder, which the caller holds by now. Throws CommandError. */
	keep(): void;
}

type Asked = Pick<Settings, "data" | "host" | "ircServerName" | "url">;

/**
 * The certificate in the data folder, which signs itself. Where none there will do, a new one, which is kept by `made`:
 * until the folder is held, another server may be using it. Throws CommandError.
 */
export async function ownCertificate(
	settings: Asked,
	now = Date.now(),
): Promise<{ certificate: Certificate; made: Made | null }> {
	const folder = join(resolve(settings.data), "tls");
	const place = { cert: join(folder, "cert.pem"), key: join(folder, "key.pem") };
	const former = { cert: readIfThere(place.cert), key: readIfThere(place.key) };
	const asked = askedNames(settings);
	const fault = faultOf(former, asked, now);
	if (fault === null) return { certificate: former, made: null };

	const names = new Set([...asked, ...reachableHosts(settings.host), "localhost", "127.0.0.1", "::1", hostname()]);
	// Not before: it comes with a library that few starts need.
	const { makeSelfSigned } = await import("../../runtime/self-signed.ts");
	const certificate = makeSelfSigned(settings.ircServerName, [...names].filter(canBeNamed), now);
	const keep = () => {
		try {
			// A crash between them leaves no pair, and the next start makes another.
			writePrivately(place.key, certificate.key);
			writePrivately(place.cert, certificate.cert);
		} catch (cause) {
			throw new CommandError(`Cannot write the certificate to ${folder}: ${reasonOf(cause)}`);
		}
	};
	return { certificate, made: { why: `Made a certificate that signs itself, as ${fault}: ${place.cert}`, keep } };
}

/** What the host asks for by name, so that it has to be good for them; this machine's own names may change. */
function askedNames({ host, ircServerName, url }: Asked): string[] {
	const names = [
		...(isEveryNetwork(host) ? [] : [host]),
		ircServerName,
		...(url ? [new URL(url).hostname.replace(/^\[|\]$/g, "")] : []),
	];
	return names.filter(canBeNamed);
}

function canBeNamed(name: string): boolean {
	return isIP(name) !== 0 ? !name.includes("%") : HOST_NAME.test(name);
}

/** Why the former one is not used again; null where it is. */
function faultOf({ cert, key }: Certificate, asked: readonly string[], now: number): string | null {
	if (cert === "" && key === "") return "there was none yet";
	const former = pairOf(cert, key);
	if (former === null) return "the former one and its key were no pair";
	const end = Date.parse(former.validTo);
	if (end - now < RENEWED_BEFORE_END_MS) {
		return `the former one ${end < now ? "ended" : "ends"} on ${new Date(end).toISOString().slice(0, 10)}`;
	}
	const missing = asked.find((name) => !isNamed(former, name));
	return missing === undefined ? null : `the former one did not name ${missing}`;
}

function pairOf(cert: string, key: string): X509Certificate | null {
	try {
		const certificate = new X509Certificate(cert);
		return certificate.checkPrivateKey(createPrivateKey(key)) ? certificate : null;
	} catch {
		return null;
	}
}

function isNamed(certificate: X509Certificate, name: string): boolean {
	const found = isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name);
	return found !== undefined;
}

/** Empty where there is no such file. */
function readIfThere(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "ENOENT" || code === "ENOTDIR") return "";
		throw new CommandError(`Cannot read ${path}: ${reasonOf(cause)}`);
	}
}

function reasonOf(cause: unknown): string {
	return cause instanceof Error ? cause.message : String(cause);
}
