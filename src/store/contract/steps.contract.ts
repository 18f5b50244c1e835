import fc from "fast-check";
import type { User } from "../../protocol/entities.ts";
import type { Store } from "../port.ts";
import { AT, join, leave, post } from "./under-test.contract.ts";

export const PEOPLE = 3;
const who = fc.nat(PEOPLE - 1);
/** Small, so that steps meet: the place of a message, its nonce. */
const place = fc.integer({ min: 1, max: 12 });
const body = fc.constantFrom("a", "b", "c", "नमस्ते", "🚢");

export type Step =
	| { do: "post"; who: number; room: number; body: string; nonce: number | null }
	| { do: "reply"; who: number; room: number; body: string; thread: number; inRoom: boolean }
	| { do: "react"; who: number; room: number; seq: number; emoji: string; on: boolean }
	| { do: "edit"; who: number; room: number; seq: number; body: string }
	| { do: "delete"; who: number; room: number; seq: number; anyone: boolean }
	| { do: "topic"; who: number; room: number; topic: string }
	| { do: "join" | "leave"; who: number; room: number }
	| { do: "invite"; who: number; room: number; whom: number }
	| { do: "read"; who: number; room: number; seq: number }
	| { do: "clear"; room: number };

const room = fc.nat(1);
export const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant("post" as const),
			who,
			room,
			body,
			nonce: fc.option(fc.nat(5), { nil: null }),
		}),
	},
	{
		weight: 4,
		arbitrary: fc.record({ do: fc.constant("reply" as const), who, room, body, thread: place, inRoom: fc.boolean() }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant("react" as const),
			who,
			room,
			seq: place,
			emoji: fc.constantFrom("👍", "🎉"),
			on: fc.boolean(),
		}),
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), who, room, seq: place, body }) },
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant("delete" as const), who, room, seq: place, anyone: fc.boolean() }),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("topic" as const), who, room, topic: body }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constantFrom("join" as const, "leave" as const), who, room }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("invite" as const), who, room, whom: who }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("read" as const), who, room, seq: place }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const), room }) },
);

export function run(store: Store, step: Step, room: number, user: User, whom: User): Promise<unknown> {
	switch (step.do) {
		case "post":
			return post(store, room, user, step.body, step.nonce === null ? null : `nonce-${step.nonce}`);
		case "reply": {
			const { body, thread, inRoom } = step;
			return store.postMessage({ room, author: user, body, nonce: null, at: AT, thread, inRoom });
		}
		case "react":
			return store.react({ room, seq: step.seq, by: user, emoji: step.emoji, on: step.on, at: AT });
		case "edit":
			return store.editMessage({ room, seq: step.seq, by: user, body: step.body, at: AT });
		case "delete":
			return store.deleteMessage({ room, seq: step.seq, by: user, anyone: step.anyone, at: AT });
		case "topic":
			return store.setTopic({ room, by: user, topic: step.topic, at: AT });
		case "join":
			return join(store, room, user);
		case "invite":
			return store.addMember({ room, user: whom, invitedBy: user, at: AT });
		case "leave":
			return leave(store, room, user);
		case "read":
			return store.markRead({ room, user: user.id, seq: step.seq });
		case "clear":
			return store.clearRoom({ room, at: AT });
	}
}
