import { expect, test } from "bun:test";
import { busContract } from "./bus.contract.ts";
import { createLocalBus } from "./local-bus.ts";

busContract("one process", async () => {
	const errors: unknown[] = [];
	return { bus: createLocalBus((cause) => errors.push(cause)), errors };
});

test("on one process everybody has been told when publish returns", () => {
	const heard: number[] = [];
	const bus = createLocalBus(() => undefined);
	bus.subscribe((signal) => {
		if (signal.type === "typing") heard.push(signal.room);
	});
	bus.publish({ type: "typing", user: { id: 1, name: "asha" }, room: 3 });
	expect(heard).toEqual([3]);
});
