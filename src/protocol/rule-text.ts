import { parseRule, type Rule } from "./rule.ts";

/** For each rule what was done by setting it, and by taking it away; `value` is as in the event. */
const DONE: Record<Rule, [on: (value: string) => string, off: (value: string) => string]> = {
	announcement: [() => "made this room one for announcements", () => "let everybody post here again"],
	private: [() => "made this room private", () => "made this room public"],
	"locked-topic": [() => "let only moderators change the topic", () => "let everybody change the topic"],
	limit: [(value) => `set the limit to ${value} members`, () => "took away the limit of members"],
	key: [() => "set a key, which joining takes", () => "took away the key"],
	moderator: [(value) => `made ${value} a moderator`, (value) => `made ${value} no longer a moderator`],
	speaker: [
		(value) => `let ${value} post announcements`,
		(value) => `took from ${value} the right to post announcements`,
	],
	ban: [(value) => `banned ${value}`, (value) => `lifted the ban of ${value}`],
	exception: [(value) => `excepted ${value} from bans`, (value) => `no longer excepts ${value} from bans`],
	invitation: [
		(value) => `let ${value} join without being invited`,
		(value) => `no longer lets ${value} join uninvited`,
	],
};

/** The event `rule` as a sentence. */
export function ruleText(who: string, body: string): string {
	const change = parseRule(body);
	if (!change) return `${who} changed the rules of this room`;
	const [on, off] = DONE[change.rule];
	return `${who} ${(change.on ? on : off)(change.value ?? "")}`;
}

/** Of the event `removed`: a name has no blanks. */
export function removedName(body: string): { name: string; reason: string } {
	const blank = body.indexOf(" ");
	return blank < 0 ? { name: body, reason: "" } : { name: body.slice(0, blank), reason: body.slice(blank + 1) };
}

/** The event `removed` as a sentence. */
export function removalText(who: string, body: string): string {
	const { name, reason } = removedName(body);
	return reason === "" ? `${who} removed ${name}` : `${who} removed ${name}: ${reason}`;
}
