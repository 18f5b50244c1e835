import { activeUsers } from "./active-users.ts";
import type { Command } from "./command.ts";
import { deleteChatBackup } from "./delete-chat-backup.ts";
import { exit } from "./exit.ts";
import { help } from "./help.ts";
import { invite } from "./invite.ts";
import { kick } from "./kick.ts";
import { resetPassword } from "./reset-password.ts";
import { rooms } from "./rooms.ts";
import { say } from "./say.ts";

/** All there is, in the order in which help shows it. */
export const COMMANDS: readonly Command[] = [
	help,
	activeUsers,
	rooms,
	say,
	invite,
	kick,
	resetPassword,
	deleteChatBackup,
	exit,
];
