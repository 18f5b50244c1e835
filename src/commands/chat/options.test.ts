import { expect, test } from "bun:test";
import { baseUrl, readOptions } from "./options.ts";

test.each([
	["127.0.0.1", null, false, "http://127.0.0.1:8080"],
	["chat.example.org", "443", true, "https://chat.example.org"],
	["chat.example.org", "9000", true, "https://chat.example.org:9000"],
	["https://chat.example.org", null, false, "https://chat.example.org"],
	["https://chat.example.org/some/path", "444", false, "https://chat.example.org:444"],
	["::1", "9000", false, "http://[::1]:9000"],
	["localhost:9000", null, false, "http://localhost:9000"],
])("host %s, port %s, tls %p is %s", (host, port, tls, base) => {
	expect(baseUrl(host, port, tls)).toBe(base);
});

test.each([
	[["a", "b"], "port b"],
	[["a", "0"], "port 0"],
	[["a", "65536"], "port 65536"],
	[["ftp://a"], "http:// or https://"],
	[["a", "1", "c"], "Unexpected argument c"],
	[["--forget"], "--forget needs --user"],
	[["--nonsense"], "--nonsense"],
])("%j is refused with a word on %j", (args, why) => {
	expect(() => readOptions(args)).toThrow(why);
});

test("without host and user one is to be asked; with a user alone, the usual place is meant", () => {
	expect(readOptions([]).address).toBeNull();
	expect(readOptions(["--user", "asha"]).address).toEqual({ base: "http://127.0.0.1:8080" });
});
