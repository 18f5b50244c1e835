import { expect, test } from "bun:test";
import { Hono } from "hono";
import { incomingOf } from "./request-size.ts";
import type { Env } from "./route-context.ts";

test("an upload stays open with every piece that comes, however slowly they come", async () => {
	const heard: string[] = [];
	const app = new Hono<Env>();
	app.post("/", async (c) => {
		for await (const piece of incomingOf(c).content) heard.push(`${piece.length}`);
		return c.body(null, 204);
	});
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const length of [3, 5]) controller.enqueue(new Uint8Array(length));
			controller.close();
		},
	});
	const request = new Request("http://parlour/", { method: "POST", body });
	const { status } = await app.fetch(request, { address: "::1", stayOpen: () => heard.push("open") });
	expect([status, heard]).toEqual([204, ["open", "3", "open", "5"]]);
});
