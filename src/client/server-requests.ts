import type { AnswerTo } from "../protocol/down.ts";
import type { ListedRoom, Mask, Notify, PlacedMessage } from "../protocol/entities.ts";
import type { RuleChange } from "../protocol/rule.ts";
import type { Ask } from "./link.ts";
import type { RequestOf } from "./requests.ts";

/** What a person asks of the server where the answer is all there is to it: what changes comes in live. */
export abstract class ServerRequests {
	protected abstract readonly ask: Ask;

	async edit(room: number, seq: number, body: string): Promise<void> {
		await this.ask({ t: "edit", room, seq, body });
	}
	async delete(room: number, seq: number): Promise<void> {
		await this.ask({ t: "delete", room, seq });
	}
	async react(room: number, seq: number, emoji: string, on: boolean): Promise<void> {
		await this.ask({ t: "react", room, seq, emoji, on });
	}
	async pin(room: number, seq: number, on: boolean): Promise<void> {
		await this.ask({ t: "pin", room, seq, on });
	}
	/** The latest pinned first. */
	async pins(room: number): Promise<PlacedMessage[]> {
		return (await this.ask({ t: "pins", room })).items;
	}
	/** All of one's devices are told, this one too. */
	async save(room: number, seq: number, on: boolean): Promise<void> {
		await this.ask({ t: "save", room, seq, on });
	}
	/** The texts that a message had before, the oldest first. */
	async edits(room: number, seq: number): Promise<{ body: string; at: number }[]> {
		return (await this.ask({ t: "edits", room, seq })).versions;
	}
	async follow(room: number, root: number, on: boolean): Promise<void> {
		await this.ask({ t: "follow", room, root, on });
	}

	async leave(room: number): Promise<void> {
		await this.ask({ t: "leave", room });
	}
	async invite(room: number, name: string): Promise<void> {
		await this.ask({ t: "invite", room, name });
	}
	/** Takes somebody out of the room. */
	async remove(room: number, name: string, reason?: string): Promise<void> {
		await this.ask({ t: "remove", room, name, ...(reason === undefined ? {} : { reason }) });
	}
	async setRule(room: number, change: RuleChange): Promise<void> {
		await this.ask({ t: "rule", room, change });
	}
	/** Who is banned, excepted and let in; by kind, the oldest first. */
	async masks(room: number): Promise<Mask[]> {
		return (await this.ask({ t: "masks", room })).masks;
	}
	async setTopic(room: number, topic: string): Promise<void> {
		await this.ask({ t: "topic", room, topic });
	}
	async rename(room: number, name: string): Promise<void> {
		await this.ask({ t: "rename", room, name });
	}
	async archive(room: number, on: boolean): Promise<void> {
		await this.ask({ t: "archive", room, on });
	}
	async setNotify(room: number, level: Notify): Promise<void> {
		await this.ask({ t: "notify", room, level });
	}
	/** The public rooms. */
	async directory(): Promise<ListedRoom[]> {
		return (await this.ask({ t: "directory" })).rooms;
	}
	/** What is left out stays as it is; null takes it away. */
	async setProfile(change: Omit<RequestOf<"profile">, "t">): Promise<void> {
		await this.ask({ t: "profile", ...change });
	}
	/** What docs/protocol.md says a query may hold; `before`: go on from an answer's `next`. */
	search(query: string, before?: number): Promise<AnswerTo<"search">> {
		return this.ask({ t: "search", query, ...(before === undefined ? {} : { before }) });
	}
}
