import { showUsers } from "../show/users.ts";
import type { PersonCommand } from "./command.ts";

/** RFC 2812 3.4.2 */
export const lusers: PersonCommand = { name: "LUSERS", minParams: 0, run: (client) => showUsers(client) };
