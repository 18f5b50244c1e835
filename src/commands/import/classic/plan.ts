import { createHash } from "node:crypto";
import type { SystemEvent } from "../../../protocol/entities.ts";
import type { ArchivedAccount } from "../../../store/sqlite/moving/archive.ts";
import type { ArchiveReads } from "../../../store/sqlite/moving/archive-reads.ts";
import { CommandError } from "../../command-error.ts";
import { chooseNames, type NewName } from "./names.ts";
import type { Classic, ClassicLine } from "./read-classic.ts";

export interface PlannedPerson extends NewName {
	old: string;
	digest: string | null;
	/** Somebody has the name here already, and stays as they are. */
	isHere: boolean;
}

export interface PlannedMessage {
	/** The person's key. */
	who: string | null;
	event: SystemEvent | null;
	body: string;
	at: number;
	nonce: string;
}

/** What an import would do, to a store as it is. */
export interface Plan {
	people: PlannedPerson[];
	/** The old name of who becomes the owner; null where there is an owner already. */
	owner: PlannedPerson | null;
	messages: PlannedMessage[];
	messagesHere: number;
	/** The lobby has other messages, behind which the imported ones will stand. */
	othersInLobby: number;
}

export type Existing = Pick<ArchiveReads, "accounts" | "rooms" | "messages">;

export const NOTHING_YET: Existing = { accounts: () => [], rooms: () => [], messages: () => [] };

const NONCE = "classic-";

/** The same line has the same in every run: by what it says, and the how manieth of its like it is. */
function createNonces(): (line: ClassicLine) => string {
	const seen = new Map<string, number>();
	return ({ event, who, minute, body }) => {
		const content = JSON.stringify([event, who, minute, body]);
		const digest = createHash("sha256").update(content).digest("hex").slice(0, 32);
		const before = seen.get(digest) ?? 0;
		seen.set(digest, before + 1);
		return `${NONCE}${digest}-${before}`;
	};
}

function chooseOwner(
	people: PlannedPerson[],
	accounts: ArchivedAccount[],
	wished: string | undefined,
): PlannedPerson | null {
	const wish = people.find(({ old, name }) => old === wished || name === wished);
	if (wished !== undefined && !wish?.digest) {
		throw new CommandError(`Cannot make ${wished} the owner: userbase.json has nobody of that name who can log in`);
	}
	if (accounts.length === 0) return wish ?? people.find(({ digest }) => digest !== null) ?? people[0] ?? null;
	const owner = accounts.find(({ role }) => role === "owner");
	if (wish && owner && owner.nameKey !== wish.key) {
		throw new CommandError(`Cannot make ${wish.name} the owner: ${owner.name} is the owner here already`);
	}
	return null;
}

/** Throws CommandError where the wish for an owner cannot be met. */
export function planImport(classic: Classic, existing: Existing, owner: string | undefined): Plan {
	const accounts = existing.accounts();
	const keys = new Set(accounts.map(({ nameKey }) => nameKey));
	const names = chooseNames([...classic.people.keys(), ...classic.others]);
	const people = [...names].map(([old, name]) => ({
		old,
		...name,
		digest: classic.people.get(old) ?? null,
		isHere: keys.has(name.key),
	}));
	const order = new Map([...classic.people.keys(), ...classic.others].map((old, index) => [old, index]));
	people.sort((a, b) => (order.get(a.old) ?? 0) - (order.get(b.old) ?? 0));

	const here = new Set<string>();
	let othersInLobby = 0;
	const lobby = existing.rooms().find(({ lobby }) => lobby);
	for (const { nonce } of lobby ? existing.messages(lobby.id) : []) {
		if (nonce?.startsWith(NONCE)) here.add(nonce);
		else othersInLobby++;
	}
	const nonceOf = createNonces();
	const all = classic.lines.map((line) => ({
		who: line.who === null ? null : (names.get(line.who)?.key ?? null),
		event: line.event,
		body: line.body,
		at: line.at,
		nonce: nonceOf(line),
	}));
	const messages = all.filter(({ nonce }) => !here.has(nonce));
	return {
		people,
		owner: chooseOwner(people, accounts, owner),
		messages,
		messagesHere: all.length - messages.length,
		othersInLobby,
	};
}
