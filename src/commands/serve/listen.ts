import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import type { Certificate } from "../../runtime/tcp-server.ts";
import { startWebServer, type WebServer } from "../../runtime/web-server.ts";
import { CommandError } from "../command-error.ts";
import type { Settings } from "./options.ts";

/** Throws CommandError, as all of this file does. */
export function listenWeb(settings: Settings): Promise<WebServer> {
	const { host, port, tlsCert, tlsKey, maxBody, url } = settings;
	const tls = tlsCert ? readTls(tlsCert, tlsKey) : null;
	// Any character may take six bytes in JSON.
	const maxFrameBytes = Math.max(64 * 1024, maxBody * 12 + 1024);
	return listening(host, port, () => startWebServer({ host, port, tls, behindProxy: url !== "", maxFrameBytes }));
}

/** Says in one line why a listener cannot be had. */
export async function listening<T>(host: string, port: number, listen: () => T | Promise<T>): Promise<T> {
	try {
		return await listen();
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "EADDRINUSE") {
			throw new CommandError(`Port ${port} is in use: stop what listens there, or choose another`);
		}
		if (code === "EACCES") throw new CommandError(`Port ${port} needs more rights: choose one above 1023`);
		throw new CommandError(
			`Cannot listen on ${host} port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
		);
	}
}

/** Where people reach it: for a host that stands for every network, this machine's own addresses. */
export function reachableUrls({ host, tlsCert }: Settings, port: number): string[] {
	const hosts = host === "0.0.0.0" || host === "::" ? ["localhost", ...ownAddresses()] : [host];
	return hosts.map((name) => `${tlsCert ? "https" : "http"}://${name.includes(":") ? `[${name}]` : name}:${port}`);
}

function ownAddresses(): string[] {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}

/** The certificate that is set, or null. `trusted`: somebody else vouches for it, so that clients take it unasked. */
export function readCertificate({ tlsCert, tlsKey }: Settings): { certificate: Certificate; trusted: boolean } | null {
	if (!tlsCert) return null;
	const certificate = readTls(tlsCert, tlsKey);
	const { issuer, subject } = new X509Certificate(certificate.cert);
	return { certificate, trusted: issuer !== subject };
}

function readTls(certPath: string, keyPath: string): Certificate {
	const cert = readPem(certPath, "--tls-cert");
	const key = readPem(keyPath, "--tls-key");
	const certificate = orRefuse(
		() => new X509Certificate(cert),
		`--tls-cert ${certPath}: it holds no certificate (PEM)`,
	);
	const privateKey = orRefuse(
		() => createPrivateKey(key),
		`--tls-key ${keyPath}: it holds no private key (PEM, without a passphrase)`,
	);
	if (!certificate.checkPrivateKey(privateKey)) {
		throw new CommandError(`Cannot use --tls-key ${keyPath}: it is not the key of ${certPath}`);
	}
	return { cert, key };
}

function orRefuse<T>(read: () => T, why: string): T {
	try {
		return read();
	} catch {
		throw new CommandError(`Cannot use ${why}`);
	}
}

function readPem(path: string, flag: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (cause) {
		throw new CommandError(`Cannot read ${flag} ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
	}
}
