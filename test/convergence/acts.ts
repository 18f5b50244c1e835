import type { Room } from "../../src/client/room.ts";
import { RULES, type RuleChange } from "../../src/protocol/rule.ts";
import type { Peer } from "./peer.ts";
import type { Random } from "./seeded.ts";

const EMOJI = ["👍", "🎉", "🐟"];
const NAMED = ["", "", "", "@asha ", "@jun ", "@room "];
const LEVELS = ["all", "mentions", "none"] as const;

const NAMES = ["asha", "jun", "mara", "tomas"];

type Act = (peer: Peer, room: Room, random: Random) => unknown;

function seqOf(room: Room, random: Random): number {
	return random.pick(room.messages.peek())?.seq ?? 0;
}

function ownOf({ name }: Peer, room: Room): number[] {
	const own = room.messages.peek().filter((m) => m.kind === "text" && m.author?.name === name && !m.deleted);
	return own.map(({ seq }) => seq);
}

function bodyOf({ name, posted }: Peer, random: Random): string {
	const body = `${random.pick(NAMED)}${name} ${posted.length}`;
	posted.push(body);
	return body;
}

/** The root of something that can be replied to. */
function rootOf(room: Room, random: Random): number | undefined {
	return random.pick(room.messages.peek().filter((m) => m.kind === "text" && m.thread === undefined && !m.deleted))
		?.seq;
}

function threadOf({ client }: Peer, room: Room, random: Random) {
	const known = random.pick([...room.threads.values()]);
	const root = rootOf(room, random);
	return known && random.chance(0.6) ? known : root === undefined ? undefined : client.thread(room, root);
}

/** Rules that leave enough to be said and joined. */
function ruleOf(random: Random): RuleChange {
	const rule = random.pick(RULES) ?? "limit";
	const on = random.chance(0.5);
	if (rule === "limit") return { rule, on, value: String(1 + Math.floor(random() * 5)) };
	if (rule === "key") return { rule, on, value: random.pick(["kelp", "seaweed"]) ?? "" };
	const named = rule === "moderator" || rule === "speaker" || rule === "ban" || rule === "exception";
	return named || rule === "invitation" ? { rule, on, value: random.pick(NAMES) ?? "" } : { rule, on };
}

/** What people do, and how much of it. */
const ACTS: [weight: number, act: Act][] = [
	[5, ({ network }) => network.cut()],
	[8, ({ network }) => network.mend()],
	[7, ({ tick }) => tick()],
	[25, (peer, room, random) => peer.client.post(room.id, bodyOf(peer, random))],
	[
		15,
		(peer, room, random) => {
			const thread = rootOf(room, random);
			if (thread === undefined) return;
			peer.client.post(room.id, bodyOf(peer, random), { thread, inRoom: random.chance(0.3) });
		},
	],
	[
		8,
		(peer, room, random) => {
			const named = random.pick(NAMED);
			return peer.client.edit(room.id, random.pick(ownOf(peer, room)) ?? 0, `${named}edited ${random()}`);
		},
	],
	[5, (peer, room, random) => peer.client.delete(room.id, random.pick(ownOf(peer, room)) ?? 0)],
	[
		8,
		({ client }, room, random) =>
			client.react(room.id, seqOf(room, random), random.pick(EMOJI) ?? "", random.chance(0.7)),
	],
	[2, ({ client }, room, random) => client.pin(room.id, seqOf(room, random), random.chance(0.7))],
	[3, ({ client }, room, random) => client.save(room.id, seqOf(room, random), random.chance(0.7))],
	[10, ({ client }, room) => client.open(room)],
	[5, ({ client }, room) => client.loadOlder(room, 5)],
	[7, ({ client }, room, random) => client.markRead(room, seqOf(room, random))],
	[6, ({ client }, room, random) => client.markUnread(room, seqOf(room, random))],
	[
		10,
		(peer, room, random) => {
			const thread = threadOf(peer, room, random);
			return thread && peer.client.openThread(thread);
		},
	],
	[
		6,
		(peer, room, random) => {
			const thread = threadOf(peer, room, random);
			const seq = random.pick(thread?.messages.peek() ?? [])?.seq;
			return thread && seq !== undefined && peer.client.markThreadRead(thread, seq, random.chance(0.4));
		},
	],
	[3, ({ client }, room, random) => client.follow(room.id, rootOf(room, random) ?? 0, random.chance(0.5))],
	[
		4,
		({ client }, room, random) => {
			const excerpt = room.excerpt && random.chance(0.5) ? room.excerpt : client.excerpt(room, seqOf(room, random));
			return excerpt.stale
				? client.loadAround(excerpt)
				: random.chance(0.5)
					? client.loadBefore(excerpt)
					: client.loadAfter(excerpt);
		},
	],
	[
		8,
		({ client }, room, random) => {
			const thread = random.chance(0.3) ? rootOf(room, random) : undefined;
			client.drafts.set(room.id, thread, random.pick(["", "a", "ah", "aho"]) ?? "");
		},
	],
	[3, ({ client }) => client.drafts.flush()],
	[2, ({ client }, room, random) => client.setNotify(room.id, random.pick(LEVELS) ?? "all")],
	[
		2,
		({ client }, _, random) =>
			client.createRoom({ name: `room${Math.floor(random() * 1e9)}`, visibility: "public", topic: "" }),
	],
	[2, ({ client }, _, random) => client.openDirect([random.pick(["asha", "jun", "mara"]) ?? ""])],
	[
		4,
		async ({ client }, _, random) => {
			const list = await client.directory();
			await client.join(random.pick(list)?.id ?? 0, random.pick([undefined, "kelp", "seaweed"]));
		},
	],
	[6, ({ client }, room, random) => client.setRule(room.id, ruleOf(random))],
	[2, ({ client }, room, random) => client.remove(room.id, random.pick(NAMES) ?? "", random.pick(["", "why not"]))],
	[3, ({ client }, room, random) => client.invite(room.id, random.pick(NAMES) ?? "")],
	[3, ({ client }, room) => client.loadMembers(room)],
	[1, ({ client }, room) => client.leave(room.id)],
	[2, ({ client }, room, random) => client.setTopic(room.id, `topic ${random()}`)],
	[1, ({ client }, room, random) => client.rename(room.id, `room${Math.floor(random() * 1e9)}`)],
	[1, ({ client }, room, random) => client.archive(room.id, random.chance(0.4))],
];
const TOTAL = ACTS.reduce((sum, [weight]) => sum + weight, 0);

/** Does something; what is refused, or lost with the connection, is of no interest. */
export function act(peer: Peer, random: Random): void {
	let dice = random() * TOTAL;
	const chosen = ACTS.find(([weight]) => {
		dice -= weight;
		return dice < 0;
	})?.[1];
	const room = random.pick([...peer.client.rooms.peek().values()]);
	// Nobody is welcomed yet: all that can be done is about the connection.
	if (!room) return random.chance(0.5) ? peer.network.mend() : peer.tick();
	Promise.resolve(chosen?.(peer, room, random)).catch(() => undefined);
}
