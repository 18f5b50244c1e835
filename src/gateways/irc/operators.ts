import { runsServer } from "../../protocol/moderation.ts";
import type { IrcClient } from "./connection/irc-client.ts";
import type { Context } from "./context.ts";

export const NO_PRIVILEGES = "Permission denied: you are not the owner or an admin";

/** The owner and admins are operators at once; others become one by an admin's name and password. */
export function isOperator({ operator, account }: IrcClient): boolean {
	return operator || (account !== null && runsServer(account));
}

/** Whether OPER has made one of somebody's clients an operator. */
export function isOperatorHere({ audience }: Context, user: number): boolean {
	return [...audience.clientsOf(user)].some(({ operator }) => operator);
}
