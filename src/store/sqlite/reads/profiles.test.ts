import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { queryPlans } from "../../../../test/support/query-plans.ts";
import { migrate } from "../migrations.ts";
import { profileReads } from "./profiles.ts";

test("whoever looks for people does not go through the guests who have left", () => {
	const db = new Database(":memory:", { strict: true });
	migrate(db);
	const plans = [...queryPlans(db, profileReads).values()].flat();
	expect(plans).toContain("SCAN u USING INDEX users_to_find");
	expect(plans).not.toContain("SCAN u");
});
