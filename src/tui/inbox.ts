import { computed, effect, signal } from "@preact/signals-core";
import type { AnswerTo } from "../protocol/down.ts";
import { List } from "./list.ts";
import { goTo } from "./lists/go-to.ts";
import { type InboxItem, inboxItems, keyOfItem } from "./lists/inbox-items.ts";
import { inboxLines } from "./lists/inbox-lines.ts";
import type { Workspace } from "./workspace.ts";

export const INBOX = "Inbox";
const QUIET_MS = 250;

/** What waits for one: threads, mentions and rooms with something unread, to be worked off one after the other. */
export function openInbox(workspace: Workspace): void {
	const { client } = workspace;
	const answer = signal<AnswerTo<"inbox"> | null>(null);
	let timer: ReturnType<typeof setTimeout> | undefined;
	const ask = () =>
		workspace.attempt(async () => {
			answer.value = await client.inbox();
		});
	const waiting = computed(() => `${client.attention.value} ${client.unread.value} ${client.connection.value.state}`);
	// Something has come or was read elsewhere.
	const stop = effect(() => {
		void waiting.value;
		if (client.connection.value.state !== "online") return;
		clearTimeout(timer);
		timer = setTimeout(ask, answer.peek() === null ? 0 : QUIET_MS);
	});
	const list = new List<InboxItem>({
		title: INBOX,
		hint: "↑ ↓ choose · Enter opens · r marks as read · Esc closes",
		nothing: "Nothing waits for you",
		items: computed(() => answer.value && inboxItems(answer.value, client)),
		keyOf: keyOfItem,
		linesOf: (item, columns) => inboxLines(workspace, item, columns),
		choose: (item) => void workspace.attempt(() => open(workspace, item)),
		letters: [{ letter: "r", act: (item) => void workspace.attempt(() => markRead(workspace, item)) }],
		stop() {
			stop();
			clearTimeout(timer);
		},
	});
	workspace.panel.value = { kind: "list", list };
}

function open(workspace: Workspace, item: InboxItem): Promise<void> | void {
	if (item.kind === "mention") return goTo(workspace, item.room, item.message);
	workspace.close();
	if (item.kind === "thread") workspace.place.showThread(item.room, item.root.seq);
	else workspace.place.show(item.room);
}

/** Of a room that is everything in it. */
function markRead({ client }: Workspace, item: InboxItem): Promise<void> {
	const { room } = item;
	if (item.kind === "room") return client.markRead(room, room.heardOf);
	if (item.kind === "thread") {
		return client.markThreadRead(client.thread(room, item.root.seq), item.last?.seq ?? item.root.seq);
	}
	const { seq, thread } = item.message;
	if (thread === undefined) return client.markRead(room, seq);
	return client.markThreadRead(client.thread(room, thread), seq);
}
