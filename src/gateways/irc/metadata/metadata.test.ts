import { expect, test } from "bun:test";
import { Metadata } from "./metadata.ts";

const jun = { id: 7, name: "Jun" };
const profile = { ...jun };

test("what somebody sets who is gone meanwhile is kept for nobody", () => {
	const metadata = new Metadata({ get: () => undefined }, { serverName: "parlour", baseUrl: "" }, () => []);
	metadata.set(jun, "key", "value");
	expect([...metadata.valuesOf(profile)]).toEqual([]);
});
