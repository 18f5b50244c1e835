import { basename } from "node:path";
import { count, oneLine } from "../../../console/printable.ts";
import type { Plan } from "./plan.ts";
import type { Classic } from "./read-classic.ts";

function dayOf(at: number): string {
	const date = new Date(at);
	const twoDigits = (value: number) => String(value).padStart(2, "0");
	return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

function quoted(name: string): string {
	return oneLine(JSON.stringify(name));
}

function peopleLines(classic: Classic, { people, owner, messages }: Plan): string[] {
	const fresh = people.filter(({ isHere }) => !isHere);
	const lines = [`Accounts: ${fresh.length} new, ${people.length - fresh.length} here already and left alone`];
	const here = people.filter(({ isHere }) => isHere);
	if (here.length > 0 && messages.length > 0) {
		lines.push(`  What these said comes in under the account of that name: ${here.map(({ name }) => name).join(", ")}`);
	}
	if (owner) {
		const why = [...classic.people.keys()].some((old) => classic.people.get(old) && old === owner.old);
		lines.push(`  ${owner.name} becomes the owner${why ? "; --owner NAME chooses another" : ""}`);
	}
	const renamed = people.filter(({ because }) => because !== undefined);
	if (renamed.length > 0) lines.push("  Names that Parlour cannot keep. Tell these people how they log in:");
	for (const { old, name, because, isHere } of renamed) {
		lines.push(`    ${quoted(old)} is ${name} here${isHere ? ", as before" : ""}: ${because}`);
	}
	const locked = fresh.filter(({ digest }) => digest === null);
	if (locked.length > 0) lines.push("  Nobody can log in as these until you type reset-password NAME in the server:");
	for (const { old, name } of locked) {
		const why = classic.people.has(old) ? "no password hash in userbase.json" : "in the chat, not in userbase.json";
		lines.push(`    ${name}: ${why}`);
	}
	return lines;
}

function chatLines(classic: Classic, plan: Plan): string[] {
	const { files, lines, days, changedAt } = classic;
	if (!files.chat) return ["Lobby: no chat_backup.txt, so nothing to bring in"];
	const report = [`Lobby: ${count(plan.messages.length, "new line")}, ${plan.messagesHere} here already`];
	const [first, last] = [lines[0], lines.at(-1)];
	if (first && last) {
		report.push(`  From ${dayOf(first.at)} to ${dayOf(last.at)}`);
		report.push(
			days.found > 0
				? `  The days are by the logs: ${days.found} of ${days.sought} who came or went are in ${count(files.logs.length, "log file")}`
				: `  The days are by the times going round, the last by the file's own date, ${dayOf(changedAt)}. If that is wrong, set it first: touch -d DATE ${basename(files.chat)}`,
		);
	}
	if (plan.othersInLobby > 0 && plan.messages.length > 0) {
		report.push(`  They stand behind the ${count(plan.othersInLobby, "message")} that the lobby has already`);
	}
	return report;
}

function remarkLines(classic: Classic): string[] {
	const groups: [string, boolean][] = [
		["Could not be read, and is left out", true],
		["Kept, but look at it", false],
	];
	return groups.flatMap(([title, lost]) => {
		const remarks = classic.remarks.filter((remark) => remark.lost === lost);
		if (remarks.length === 0) return [];
		const rows = remarks.map(({ file, line, text }) => `  ${file}:${line}  ${oneLine(text)}`);
		return [`${title}: ${count(remarks.length, "line")}`, ...rows];
	});
}

export function reportOf(classic: Classic, plan: Plan, data: string, dryRun: boolean): string {
	const nothingNew = plan.messages.length === 0 && plan.people.every(({ isHere }) => isHere);
	return [
		`From ${classic.files.folder} into ${data}${dryRun ? ": what would be done" : ""}`,
		...peopleLines(classic, plan),
		...chatLines(classic, plan),
		...remarkLines(classic),
		...(nothingNew ? ["Nothing is new"] : []),
		...(dryRun ? ["Nothing was changed: this was a dry run"] : []),
	].join("\n");
}
