import { expect, test } from "bun:test";
import { whyNotTrusted } from "./trust.ts";

test("a certificate of another host, or out of its time, is told apart from one that nobody trusts", () => {
	expect(whyNotTrusted("ERR_TLS_CERT_ALTNAME_INVALID")).toContain("another host's");
	expect(whyNotTrusted("CERT_HAS_EXPIRED")).toContain("expired");
	expect(whyNotTrusted("SELF_SIGNED_CERT_IN_CHAIN")).toContain("--ca FILE");
	expect(whyNotTrusted("ConnectionRefused")).toBeNull();
});
