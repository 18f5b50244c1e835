import { expect, test } from "bun:test";
import { WriterClient } from "./writer-client.ts";

test("a batch that the writer could not even begin is refused, call by call, and not left without an answer", async () => {
	const faults: string[] = [];
	const writer = new WriterClient(
		() => undefined,
		(cause) => faults.push(cause),
	);
	const writes = [1, 2].map((user) => writer.write("endSessions", { user }));
	const outcomes = await Promise.allSettled(writes);
	expect(outcomes).toMatchObject(Array(2).fill({ status: "rejected", reason: { code: "storage_failed" } }));
	expect(faults).toEqual(Array(2).fill("endSessions: the writer is not open"));
	await writer.close();
});
