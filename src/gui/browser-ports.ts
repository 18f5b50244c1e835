import type { ClientPorts } from "../client/ports.ts";
import { overStandardSocket, overStandardTimers } from "../client/standard-ports.ts";
import { keep } from "./keep.ts";

function makeNonce(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const browserPorts: ClientPorts = {
	openSocket: (events) =>
		overStandardSocket(new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`), events),
	clock: overStandardTimers<number>(window),
	keep,
	random: () => Math.random(),
	makeNonce,
};
