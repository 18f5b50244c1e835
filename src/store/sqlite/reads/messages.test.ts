import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { queryPlans } from "../../../../test/support/query-plans.ts";
import { migrate } from "../migrations.ts";
import { messageReads } from "./messages.ts";

test("whoever reads messages goes through no table, and sorts no room's log", () => {
	const db = new Database(":memory:", { strict: true });
	migrate(db);
	const plans = queryPlans(db, messageReads);
	expect(plans.size).toBeGreaterThan(10);
	expect([...plans.values()].flat().filter((detail) => /^SCAN (?!\(subquery)/.test(detail))).toEqual([]);
	const sorting = [...plans].filter(([, plan]) => plan.some((detail) => detail.includes("ORDER BY")));
	// Of one message, or of those that are pinned.
	expect(sorting.filter(([sql]) => !/FROM (reactions|edits)|pinned_at IS NOT NULL/.test(sql))).toEqual([]);
});
