import { FakeClock } from "../../test/support/fake-clock.ts";
import { overStandardTimers } from "../client/standard-ports.ts";
import { clockContract } from "../core/clock.contract.ts";
import { systemClock } from "./system-clock.ts";

const real = (ms: number) => Bun.sleep(ms);

clockContract("the system's", () => ({ clock: systemClock, pass: real }));
clockContract("a client's", () => ({ clock: overStandardTimers<Timer>(globalThis), pass: real }));
clockContract("the tests' own", () => {
	const clock = new FakeClock();
	return { clock, pass: (ms) => clock.advance(ms) };
});
