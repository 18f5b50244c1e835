import { join } from "node:path";

/** A certificate that signs itself, and its key. */
export async function makeCertificate(folder: string, name: string): Promise<{ cert: string; key: string }> {
	const cert = join(folder, `${name}.pem`);
	const key = join(folder, `${name}-key.pem`);
	const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
	const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
	const child = Bun.spawn(["openssl", "req", "-x509", ...kind, "-keyout", key, "-out", cert, ...subject], {
		stdin: "ignore",
		stdout: "ignore",
		stderr: "pipe",
	});
	if ((await child.exited) !== 0) throw new Error(`openssl failed: ${await child.stderr.text()}`);
	return { cert, key };
}
