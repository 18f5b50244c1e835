import type { Core } from "../../core/core.ts";
import type { Person } from "../../core/presence.ts";
import type { AnswerTo } from "../../protocol/down.ts";
import type { RequestFrame } from "../../protocol/up.ts";

type Handlers = {
	[T in RequestFrame["t"]]: (
		core: Core,
		person: Person,
		frame: Extract<RequestFrame, { t: T }>,
	) => Promise<AnswerTo<T>>;
};

const handlers: Handlers = {
	async post({ messages }, person, { id, room, nonce, body }) {
		const { seq, rev, at } = await messages.post(person, { room, nonce, body });
		return { t: "posted", id, seq, rev, at };
	},
	async edit({ messages }, person, { id, room, seq, body }) {
		await messages.edit(person, { room, seq, body });
		return { t: "done", id };
	},
	async delete({ messages }, person, { id, room, seq }) {
		await messages.delete(person, { room, seq });
		return { t: "done", id };
	},
	async sync({ messages }, person, { id, room, cursor }) {
		return { t: "changes", id, ...(await messages.changesSince(person, room, cursor)) };
	},
	async history({ messages }, person, { id, room, before, limit }) {
		return { t: "page", id, room, ...(await messages.page(person, room, before ?? null, limit)) };
	},
	async read({ messages }, person, { id, room, seq }) {
		await messages.markRead(person, room, seq);
		return { t: "done", id };
	},
	async create({ rooms }, person, { id, name, visibility, topic }) {
		return { t: "joined", id, room: await rooms.create(person, { name, visibility, topic: topic ?? "" }) };
	},
	async join({ rooms }, person, { id, room }) {
		return { t: "joined", id, room: await rooms.join(person, room) };
	},
	async leave({ rooms }, person, { id, room }) {
		await rooms.leave(person, room);
		return { t: "done", id };
	},
	async invite({ rooms }, person, { id, room, name }) {
		await rooms.invite(person, room, name);
		return { t: "done", id };
	},
	async topic({ rooms }, person, { id, room, topic }) {
		await rooms.setTopic(person, room, topic);
		return { t: "done", id };
	},
	async directory({ rooms }, person, { id }) {
		return { t: "directory", id, rooms: await rooms.directory(person) };
	},
	async members({ rooms }, person, { id, room }) {
		return { t: "members", id, room, members: await rooms.members(person, room) };
	},
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
