import { expect, test } from "bun:test";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { makeSelfSigned } from "./self-signed.ts";

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 22, 12);
const NAMES = ["chat.example", "localhost", "under_score", "127.0.0.1", "::1", "fe80::a1"];

test("it signs itself, its key is its own, and it is no authority's", () => {
	const { cert, key } = makeSelfSigned("chat.example", NAMES, NOW);
	const made = new X509Certificate(cert);
	expect(made.verify(made.publicKey)).toBe(true);
	expect(made.checkPrivateKey(createPrivateKey(key))).toBe(true);
	expect([made.subject, made.issuer]).toEqual(["CN=chat.example", "CN=chat.example"]);
	expect(made.ca).toBe(false);
	expect(made.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
	// Server authentication, which Apple's systems want to see named.
	expect(made.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1"]);
});

test("it is good for each of its names and addresses, and for no other", () => {
	const made = new X509Certificate(makeSelfSigned("chat.example", NAMES, NOW).cert);
	for (const name of NAMES.slice(0, 3)) expect(made.checkHost(name)).toBe(name);
	for (const address of NAMES.slice(3)) expect(made.checkIP(address)).toBe(address);
	expect([made.checkHost("other.example"), made.checkIP("127.0.0.2")]).toEqual([undefined, undefined]);
});

test.each([NOW, Date.UTC(2049, 5, 1)])("from %p on it is good for two years, and for no more than 825 days", (now) => {
	const { validFrom, validTo } = new X509Certificate(makeSelfSigned("parlour", ["localhost"], now).cert);
	expect(Date.parse(validFrom)).toBe(now - DAY);
	expect(Date.parse(validTo)).toBeGreaterThan(now + 2 * 365 * DAY);
	expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThan(825 * DAY);
});

test("no two are alike", () => {
	const made = Array.from(
		{ length: 20 },
		() => new X509Certificate(makeSelfSigned("parlour", ["localhost"], NOW).cert),
	);
	expect(new Set(made.map(({ serialNumber }) => serialNumber)).size).toBe(20);
	expect(new Set(made.map(({ publicKey }) => publicKey.export({ type: "spki", format: "pem" }))).size).toBe(20);
	for (const { serialNumber } of made) expect(serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/);
});
