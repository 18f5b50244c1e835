import type { CoreSettings } from "../../src/core/core.ts";
import type { EndReason, Person } from "../../src/core/presence.ts";
import { createSecrets } from "../../src/runtime/secrets.ts";
import { startTestCore, type TestCore } from "../support/core.ts";

export interface ConsoleCore extends TestCore {
	/** Signs up, where that is needed, and connects. */
	connect(name: string, gateway?: string): Promise<Connected>;
}

export interface Connected {
	person: Person;
	/** Why core ended the connection. */
	ends: EndReason[];
	leave(): void;
}

export const PASSWORD = "correct horse";

/** A core in which people come and go without a gateway. */
export async function startConsoleCore(settings: Partial<CoreSettings> = {}): Promise<ConsoleCore> {
	const test = await startTestCore({ announce: false, unlimited: true, ...settings });
	const { accounts, presence } = test.core;
	const { sha256Hex } = createSecrets();
	return {
		...test,
		async connect(name, gateway = "web") {
			const origin = { gateway, address: "127.0.0.1" };
			const credentials = { name, passwordDigest: sha256Hex(PASSWORD) };
			const account = await accounts.find(name).catch(() => accounts.signUp(credentials, origin));
			const ends: EndReason[] = [];
			const leave = () => presence.detach(person, connection, { deliberate: true });
			const connection = {
				...origin,
				session: null,
				end(reason: EndReason) {
					ends.push(reason);
					leave();
				},
			};
			const person = await presence.attach(account, connection, { resumed: false });
			return { person, ends, leave };
		},
	};
}
