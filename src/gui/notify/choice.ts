import { signal } from "@preact/signals";
import { keep } from "../keep.ts";

/** What this browser tells of when nobody looks at it: `asking` is mentions, direct messages and followed threads. */
export const NOTIFY_CHOICES = ["asking", "everything", "nothing"] as const;
export type NotifyChoice = (typeof NOTIFY_CHOICES)[number];

export const notifyChoice = signal<NotifyChoice>(NOTIFY_CHOICES.find((one) => one === keep.get("notify")) ?? "asking");

export function chooseNotify(choice: NotifyChoice): void {
	notifyChoice.value = choice;
	keep.set("notify", choice);
}

export type Permission = NotificationPermission | "unable";

/** `unable`: this browser has no notifications, or not at this address (it wants https). */
export const permission = signal<Permission>("Notification" in globalThis ? Notification.permission : "unable");

export async function askPermission(): Promise<void> {
	permission.value = await Notification.requestPermission();
}
