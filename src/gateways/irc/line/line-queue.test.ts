import { expect, test } from "bun:test";
import { LineQueue } from "./line-queue.ts";

test("lines that take long, as they may name many, let others have their turn between them", async () => {
	let handled = 0;
	const handler = {
		over: false,
		async handle() {
			const until = performance.now() + 5;
			while (performance.now() < until);
			handled++;
		},
		giveWay: () => new Promise<void>((resolve) => setImmediate(resolve)),
		flooded() {},
		failed() {},
	};
	const queue = new LineQueue(handler, { pause: () => true, resume() {} });
	queue.push(new TextEncoder().encode("PART #a,#b,#c\r\n".repeat(90)));
	await new Promise((resolve) => setImmediate(resolve));
	expect(handled).toBeLessThan(90);
	while (handled < 90) await new Promise((resolve) => setImmediate(resolve));
});
