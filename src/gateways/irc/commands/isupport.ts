import { showSupported } from "../show/supported.ts";
import type { EarlyCommand } from "./command.ts";

/** IRCv3 draft/extended-isupport: before the welcome, too. */
export const isupport: EarlyCommand = {
	name: "ISUPPORT",
	minParams: 0,
	early: true,
	run: (client) => showSupported(client),
};
