import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
	AlgorithmIdentifier,
	AttributeTypeAndValue,
	AttributeValue,
	BasicConstraints,
	Certificate,
	ExtendedKeyUsage,
	Extension,
	Extensions,
	GeneralName,
	id_ce_basicConstraints,
	id_ce_extKeyUsage,
	id_ce_subjectAltName,
	id_kp_serverAuth,
	Name,
	RelativeDistinguishedName,
	SubjectAlternativeName,
	SubjectPublicKeyInfo,
	TBSCertificate,
	Validity,
	Version,
} from "@peculiar/asn1-x509";
import type { Certificate as Pem } from "./tcp-server.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Apple's systems refuse what is valid for more than 825 days, even where its reader trusts it. */
const VALID_DAYS = 820;
/** For clients whose clocks are slow. */
const BACKDATED_MS = DAY_MS;
const COMMON_NAME = "2.5.4.3";
const ECDSA_WITH_SHA256 = new AlgorithmIdentifier({ algorithm: "1.2.840.10045.4.3.2" });

/**
 * A new key (ECDSA, P-256), and its certificate for these hosts and addresses, which signs itself from `now` on. It is no
 * authority's: whoever comes to trust it trusts this one server.
 */
export function makeSelfSigned(commonName: string, names: readonly string[], now: number): Pem {
	const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const name = new Name([
		new RelativeDistinguishedName([
			new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: commonName }) }),
		]),
	]);
	const tbsCertificate = new TBSCertificate({
		version: Version.v3,
		serialNumber: serialNumber(),
		signature: ECDSA_WITH_SHA256,
		issuer: name,
		subject: name,
		validity: new Validity({
			notBefore: new Date(now - BACKDATED_MS),
			notAfter: new Date(now - BACKDATED_MS + VALID_DAYS * DAY_MS),
		}),
		subjectPublicKeyInfo: AsnConvert.parse(publicKey.export({ type: "spki", format: "der" }), SubjectPublicKeyInfo),
		extensions: new Extensions([
			extension(id_ce_subjectAltName, new SubjectAlternativeName(names.map(generalName))),
			extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
			extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
		]),
	});
	const signature = sign("sha256", new Uint8Array(AsnConvert.serialize(tbsCertificate)), privateKey);
	const certificate = new Certificate({
		tbsCertificate,
		signatureAlgorithm: ECDSA_WITH_SHA256,
		signatureValue: new Uint8Array(signature).buffer,
	});
	return {
		cert: new X509Certificate(new Uint8Array(AsnConvert.serialize(certificate))).toString(),
		key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
	};
}

/** 126 random bits, positive, without leading zeros. */
function serialNumber(): ArrayBuffer {
	const bytes = new Uint8Array(randomBytes(16));
	bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
	return bytes.buffer;
}

function generalName(name: string): GeneralName {
	return new GeneralName(isIP(name) === 0 ? { dNSName: name } : { iPAddress: name });
}

function extension(extnID: string, value: object, critical = false): Extension {
	return new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
}
