import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Certificate } from "../../runtime/tcp-server.ts";
import { CommandError } from "../command-error.ts";
import type { Settings } from "./options.ts";
import { type Made, ownCertificate } from "./own-certificate.ts";

/** What https and IRC over TLS show. */
export interface ServedCertificate {
	certificate: Certificate;
	/** Somebody else vouches for it, so that clients take it unasked. */
	trusted: boolean;
	/** SHA-256, as people compare it: `AB:CD:…`. */
	fingerprint: string;
	/** It was made just now, and is not in the data folder yet. */
	made: Made | null;
}

/** Null where none is asked for. Throws CommandError. */
export async function readCertificate(settings: Settings): Promise<ServedCertificate | null> {
	const { tlsCert, tlsKey, tlsSelfSigned } = settings;
	if (!tlsCert && !tlsSelfSigned) return null;
	const { certificate, made } = tlsCert
		? { certificate: readTls(tlsCert, tlsKey), made: null }
		: await ownCertificate(settings);
	const { issuer, subject, fingerprint256: fingerprint } = new X509Certificate(certificate.cert);
	return { certificate, trusted: issuer !== subject, fingerprint, made };
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
