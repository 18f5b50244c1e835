import type { Core } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import { ParlourError } from "../../protocol/errors.ts";
import type { RequestFrame } from "../../protocol/up.ts";

type Handlers = {
	[T in RequestFrame["t"]]: (
		core: Core,
		person: Person,
		frame: Extract<RequestFrame, { t: T }>,
	) => Promise<AnswerTo<T>>;
};

type Done = { t: "done"; id: number };

async function done(id: number, work: Promise<void>): Promise<Done> {
	await work;
	return { t: "done", id };
}

const handlers: Handlers = {
	async post({ messages }, person, { id, t: _, ...post }) {
		const { seq, rev, at } = await messages.post(person, post);
		return { t: "posted", id, seq, rev, at };
	},
	edit: ({ messages }, person, { id, room, seq, body }) => done(id, messages.edit(person, { room, seq, body })),
	delete: ({ messages }, person, { id, room, seq }) => done(id, messages.delete(person, { room, seq })),
	react: ({ messages }, person, { id, room, seq, emoji, on }) =>
		done(id, messages.react(person, { room, seq }, emoji, on)),
	pin: ({ messages }, person, { id, room, seq, on }) => done(id, messages.pin(person, { room, seq }, on)),

	async sync({ history }, person, { id, room, cursor }) {
		return { t: "changes", id, ...(await history.changesSince(person, room, cursor)) };
	},
	async history({ history }, person, { id, room, before, after, around, limit }) {
		const { newer, ...page } = await history.page(person, room, { before, after, around }, limit);
		return { t: "page", id, room, ...page, ...(newer ? { newer } : {}) };
	},
	async thread({ history }, person, { id, room, root, before, limit }) {
		return { t: "thread", id, ...(await history.thread(person, room, root, before ?? null, limit)) };
	},
	async pins({ history }, person, { id, room }) {
		return { t: "list", id, items: await history.pins(person, room) };
	},
	async edits({ history }, person, { id, room, seq }) {
		return { t: "edits", id, versions: await history.edits(person, { room, seq }) };
	},

	async search({ search }, person, { id, query, before }) {
		return { t: "found", id, ...(await search.find(person, query, before)) };
	},

	read: ({ attention }, person, { id, room, thread, seq, back }) =>
		done(id, attention.markRead(person, { room, thread, seq, back })),
	follow: ({ attention }, person, { id, room, root, on }) => done(id, attention.follow(person, room, root, on)),
	notify: ({ attention }, person, { id, room, level }) => done(id, attention.setNotify(person, room, level)),
	async inbox({ attention }, person, { id }) {
		return { t: "inbox", id, ...(await attention.inbox(person)) };
	},

	save: ({ keeping }, person, { id, room, seq, on }) => done(id, keeping.save(person, { room, seq }, on)),
	async saved({ keeping }, person, { id }) {
		return { t: "list", id, items: await keeping.saved(person) };
	},
	draft: ({ keeping }, person, { id, room, thread, body }) =>
		done(id, keeping.setDraft(person, { room, thread, body })),

	async create({ rooms }, person, { id, name, visibility, topic }) {
		return { t: "joined", id, room: await rooms.create(person, { name, visibility, topic: topic ?? "" }) };
	},
	async direct({ rooms }, person, { id, names }) {
		return { t: "joined", id, room: await rooms.direct(person, names) };
	},
	async join({ rooms }, person, { id, room, key }) {
		return { t: "joined", id, room: await rooms.join(person, room, key) };
	},
	leave: ({ rooms }, person, { id, room }) => done(id, rooms.leave(person, room)),
	invite: ({ rooms }, person, { id, room, name }) => done(id, rooms.invite(person, room, name)),
	remove: ({ rules }, person, { id, room, name, reason }) => done(id, rules.remove(person, room, name, reason)),
	rule: ({ rules }, person, { id, room, change }) => done(id, rules.set(person, room, change)),
	async masks({ rules }, person, { id, room }) {
		return { t: "masks", id, room, masks: await rules.masks(person, room) };
	},
	topic: ({ rooms }, person, { id, room, topic }) => done(id, rooms.setTopic(person, room, topic)),
	rename: ({ roomKeeping }, person, { id, room, name }) => done(id, roomKeeping.rename(person, room, name)),
	archive: ({ roomKeeping }, person, { id, room, on }) => done(id, roomKeeping.archive(person, room, on)),
	async directory({ rooms }, person, { id }) {
		return { t: "directory", id, rooms: await rooms.directory(person) };
	},

	async members({ people }, person, { id, room }) {
		return { t: "members", id, room, members: await people.members(person, room) };
	},
	async people({ people }, person, { id, ids, query }) {
		if (query !== undefined && ids === undefined) {
			return { t: "people", id, people: await people.find(person, query) };
		}
		if (ids === undefined || query !== undefined) {
			throw new ParlourError("bad_request", "Cannot find people: give either ids or a query");
		}
		return { t: "people", id, people: await people.byIds(person, ids) };
	},
	profile: ({ people }, person, { id, display, picture, status }) =>
		done(id, people.setProfile(person, { display, picture, status })),
};

/** Does what a request asks for. Throws ParlourError. */
export function answer<T extends RequestFrame["t"]>(
	core: Core,
	person: Person,
	frame: Extract<RequestFrame, { t: T }>,
): Promise<AnswerTo<T>> {
	const handle = handlers[frame.t as T];
	return handle(core, person, frame);
}
