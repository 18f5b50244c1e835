import { afterAll, beforeAll, expect, test } from "bun:test";
import { type RunningParlour, startParlour } from "../support/parlour.ts";
import { rawHttp } from "../support/raw-http.ts";

let server: RunningParlour;
beforeAll(async () => {
	server = await startParlour();
});
afterAll(() => server[Symbol.asyncDispose]());

const socket = {
	Connection: "Upgrade",
	Upgrade: "websocket",
	"Sec-WebSocket-Version": "13",
	"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
};
const json = { "Content-Type": "application/json" };
const requests: [string, string, Record<string, string>, string, number][] = [
	["the page", "GET /", {}, "", 200],
	["a head of the page", "HEAD /", {}, "", 200],
	["health", "GET /health", {}, "", 200],
	["what this server is", "GET /api/server", {}, "", 200],
	["what there is not", "GET /nothing", {}, "", 404],
	["a path that climbs", "GET /../../package.json", {}, "", 404],
	["a path that climbs in disguise", "GET /%2e%2e/%2e%2e/package.json", {}, "", 404],
	["a path that cannot be decoded", "GET /%", {}, "", 404],
	["a call that there is not", "POST /api/nothing", json, "{}", 404],
	["a method that there is not", "DELETE /api/login", {}, "", 404],
	["bad JSON", "POST /api/login", json, "{", 400],
	["a wrong password", "POST /api/login", json, '{"name":"nobody","password":"x"}', 401],
	["a foreign page", "POST /api/login", { ...json, Origin: "https://evil.example" }, "{}", 403],
	["a foreign page's socket", "GET /ws", { ...socket, Origin: "https://evil.example" }, "", 403],
	["a socket elsewhere", "GET /elsewhere", socket, "", 404],
	["half a socket", "GET /ws", { Connection: "Upgrade", Upgrade: "websocket" }, "", 426],
	["the socket's path without a socket", "GET /ws", {}, "", 404],
];

test.each(requests)("%s comes with the headers that protect a browser", async (_, line, headers, body, status) => {
	const response = await rawHttp(server.port, { line, headers, body });
	expect(response.status).toBe(status);
	const csp = response.headers.get("content-security-policy") ?? "";
	for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
		expect(csp).toContain(part);
	}
	expect(csp).not.toContain("unsafe");
	expect(response.headers.get("x-content-type-options")).toBe("nosniff");
	expect(response.headers.get("referrer-policy")).toBe("no-referrer");
	expect(response.headers.get("cross-origin-opener-policy")).toBe("same-origin");
	expect(response.headers.get("cross-origin-resource-policy")).toBe("same-origin");
	expect(response.headers.get("access-control-allow-origin")).toBe(null);
	if (line.includes("/api/")) expect(response.headers.get("cache-control")).toBe("no-store");
});
