import type { Clock } from "../../src/core/clock.ts";
import type { IrcSettings } from "../../src/gateways/irc/context.ts";
import { startIrcGateway } from "../../src/gateways/irc/irc-gateway.ts";
import { createSecrets } from "../../src/runtime/secrets.ts";
import { startTestCore, type TestCore } from "./core.ts";
import { PASSWORD } from "./person.ts";

export interface TestGateway extends AsyncDisposable {
	under: TestCore;
	/** Of what listens: TCP, or TLS where the settings have it. */
	port: number;
}

/** IRC alone, on a core of its own without limits, for tests that move the clock or hold core up. These people have accounts. */
export async function startTestGateway(
	names: readonly string[],
	{ clock, ...settings }: Partial<IrcSettings> & { clock?: Clock } = {},
): Promise<TestGateway> {
	const under = await startTestCore({ unlimited: true, announce: false });
	const { core, log } = under;
	const secrets = createSecrets();
	for (const name of names) {
		const credentials = { name, passwordDigest: secrets.sha256Hex(PASSWORD) };
		await core.accounts.signUp(credentials, { gateway: "test", address: "127.0.0.1" });
	}
	const irc = await startIrcGateway(
		{ core, log, secrets, ...(clock && { clock }) },
		{
			host: "127.0.0.1",
			port: 0,
			tls: null,
			serverName: "parlour",
			network: "Parlour",
			password: null,
			baseUrl: "http://127.0.0.1",
			version: "0",
			unlimited: true,
			...settings,
		},
		async (_, listen) => listen(),
	);
	const [first] = irc.gateways;
	if (!first) throw new Error("nothing listens");
	return {
		under,
		port: first.port,
		async [Symbol.asyncDispose]() {
			core.stop();
			for (const gateway of irc.gateways) await gateway.stop();
			await under[Symbol.asyncDispose]();
		},
	};
}
