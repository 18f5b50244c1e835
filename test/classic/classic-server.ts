import type { Clock } from "../../src/core/clock.ts";
import type { CoreSettings } from "../../src/core/core.ts";
import { type ClassicSettings, startClassicGateway } from "../../src/gateways/classic/classic-gateway.ts";
import type { Gateway } from "../../src/gateways/gateway.ts";
import { startTestCore, type TestCore } from "../support/core.ts";

type Settings = Partial<CoreSettings> & Pick<ClassicSettings, "historyLines"> & { clock?: Clock };

export interface ClassicServer extends TestCore {
	gateway: Gateway;
	port: number;
	/** As the server stops: core tells everybody, then the gateway closes. */
	stop(): Promise<void>;
}

/** A gateway on a real core. */
export async function startClassicServer({ historyLines, ...settings }: Settings = {}): Promise<ClassicServer> {
	const test = await startTestCore(settings);
	const gateway = await startClassicGateway(test.core, test.log, {
		host: "127.0.0.1",
		port: 0,
		clock: test.clock,
		...(historyLines === undefined ? {} : { historyLines }),
	});
	const stop = async () => {
		test.core.stop();
		await gateway.stop();
	};
	return {
		...test,
		gateway,
		port: gateway.port,
		stop,
		async [Symbol.asyncDispose]() {
			await stop();
			await test[Symbol.asyncDispose]();
		},
	};
}

/** Waiting takes no time: each wait sets the clock forward. */
export function hastyClock(): Clock {
	let now = Date.now();
	return {
		now: () => now,
		after(delayMs, run) {
			const timer = setTimeout(() => {
				now += delayMs;
				run();
			}, 0);
			return () => clearTimeout(timer);
		},
	};
}
