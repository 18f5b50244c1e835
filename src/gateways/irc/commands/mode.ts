import { channelMode } from "../modes/channel-mode.ts";
import { userMode } from "../modes/user-modes.ts";
import { isChannel } from "../names.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.1.5 and 3.2.3 */
export const mode: PersonCommand = {
	name: "MODE",
	minParams: 1,
	run(client, { params: [target = "", modes, ...params] }, person) {
		if (isChannel(target)) return channelMode(client, person, target, modes, params);
		return userMode(client, target, modes);
	},
};
