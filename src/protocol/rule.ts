import * as v from "valibot";

/**
 * What a room's moderators may decide. `value` is a number of members for `limit`, a word for `key`, a member's name for
 * `moderator` and `speaker`, and a mask of names for the last three: `*` stands for any letters, `?` for one.
 */
export const RULES = [
	/** Only moderators and speakers may post. */
	"announcement",
	/** In no directory, and joined by invitation alone. */
	"private",
	/** Only moderators may change the topic. */
	"locked-topic",
	/** No more members than these. */
	"limit",
	/** Who joins must know this word. */
	"key",
	"moderator",
	"speaker",
	/** May neither join nor post. */
	"ban",
	/** Is not meant by a ban. */
	"exception",
	/** May join the private room without being invited. */
	"invitation",
] as const;
export type Rule = (typeof RULES)[number];

export const MASK_KINDS = ["ban", "exception", "invitation"] as const satisfies readonly Rule[];
export type MaskKind = (typeof MASK_KINDS)[number];

export const ruleChangeSchema = v.strictObject({
	rule: v.picklist(RULES),
	on: v.boolean(),
	value: v.optional(v.pipe(v.string(), v.maxLength(200))),
});
export type RuleChange = v.InferOutput<typeof ruleChangeSchema>;

/** As the body of a `rule` event has it: `+limit 20`, `-moderator Mara`, `+announcement`. A key is never told. */
export function formatRule({ rule, on, value }: RuleChange): string {
	const sign = on ? "+" : "-";
	return value === undefined || rule === "key" ? sign + rule : `${sign}${rule} ${value}`;
}

const BODY = /^([+-])([a-z-]+)(?: (.+))?$/s;

/** Null for what a newer server has come up with. */
export function parseRule(body: string): RuleChange | null {
	const [, sign, rule, value] = BODY.exec(body) ?? [];
	const known = v.safeParse(ruleChangeSchema, {
		rule,
		on: sign === "+",
		...(value === undefined ? {} : { value }),
	});
	return known.success ? known.output : null;
}
