import { expect, test } from "bun:test";
import { createHttpApi, type SendHttp } from "./http-api.ts";

function start(json: unknown, ok = true) {
	const asked: Parameters<SendHttp>[] = [];
	const api = createHttpApi(async (...request) => {
		asked.push(request);
		return { ok, status: ok ? 200 : 400, json };
	});
	return { api, asked };
}

test("a file goes up as it is, under its name", async () => {
	const file = { id: "f1", name: "tide table #1.csv", type: "text/csv", size: 2 };
	const { api, asked } = start({ file });
	const body = { type: "text/csv", bytes: new Uint8Array([1, 2]) };
	expect(await api.uploadFile("tide table #1.csv", body, "token")).toEqual(file);
	expect(asked).toEqual([["POST", "/api/files?name=tide%20table%20%231.csv", undefined, "token", body]]);
});

test("a refusal comes with its code and words", async () => {
	const { api, asked } = start({ code: "wrong_credentials", message: "The old password is another" }, false);
	await expect(api.changePassword("old", "new")).rejects.toMatchObject({ code: "wrong_credentials" });
	expect(asked[0]?.slice(0, 3)).toEqual(["POST", "/api/password", { old: "old", new: "new" }]);
});

test("one's sessions are listed, and ended one by one", async () => {
	const session = { id: 3, gateway: "web", address: "::1", openedAt: 1, seenAt: 2, current: true };
	const { api, asked } = start({ sessions: [session] });
	expect(await api.sessions("token")).toEqual([session]);
	await api.endSession(3);
	expect(asked[1]?.slice(0, 3)).toEqual(["POST", "/api/sessions/end", { id: 3 }]);
});
