import { effect } from "@preact/signals";
import type { Client } from "../../client/client.ts";
import { placeKey } from "../../client/place-key.ts";
import type { Room } from "../../client/room.ts";
import type { Message } from "../../protocol/entities.ts";
import { tellRemovals } from "../moderation/tell-removals.tsx";
import { plainText } from "../search/excerpt.ts";
import { showMessage } from "../view.ts";
import { notifyChoice, permission } from "./choice.ts";
import { drawBadge } from "./favicon.ts";
import { holdWhileInFront, isSomeWindowInFront } from "./front.ts";
import { isWanted } from "./wanted.ts";

const MOST_CHARS = 180;

/** The badge on the page's icon, notifications of the desktop, and word of rooms that one is taken out of; until it is stopped. */
export function startNotifying(client: Client): () => void {
	const stopBadge = effect(() => drawBadge(client.attention.value));
	const stopHearing = client.onNew((room, message) => {
		if (permission.peek() !== "granted" || notifyChoice.peek() === "nothing") return;
		const hearing = {
			me: client.me.peek()?.id ?? 0,
			direct: room.info.peek().visibility === "direct",
			notify: room.notify.peek(),
			mark: message.thread === undefined ? undefined : client.threadMarks.peek().get(placeKey(room.id, message.thread)),
			everything: notifyChoice.peek() === "everything",
		};
		if (!isWanted(message, hearing)) return;
		void isSomeWindowInFront().then((inFront) => inFront || show(client, room, message));
	});
	const letGo = holdWhileInFront();
	const stopRemovals = tellRemovals(client);
	return () => {
		stopRemovals();
		stopBadge();
		stopHearing();
		letGo();
		drawBadge(0);
	};
}

function show(client: Client, room: Room, message: Message): void {
	const author = message.author ? client.people.nameOf(message.author) : "Host";
	const { visibility, people } = room.info.peek();
	const alone = visibility === "direct" && (people?.length ?? 0) <= 2;
	const place = visibility === "direct" ? room.title.peek() : `#${room.title.peek()}`;
	const text = plainText(message.body).slice(0, MOST_CHARS) || (message.files ?? []).map(({ name }) => name).join(", ");
	try {
		const notification = new Notification(alone ? author : `${author} · ${place}`, {
			body: text,
			icon: "/icon.svg",
			// Every window of this browser hears of it; it is shown once.
			tag: `parlour:${room.id}:${message.seq}`,
		});
		notification.onclick = () => {
			window.focus();
			showMessage(room.id, message.seq, message.inRoom ? undefined : message.thread);
			notification.close();
		};
	} catch {
		// Some phones have the name and refuse the thing.
	}
}
