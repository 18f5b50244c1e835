import type { EarlyCommand } from "./command.ts";

/** RFC 2812 3.7.3. That anything came is enough. */
export const pong: EarlyCommand = { name: "PONG", minParams: 0, early: true, run() {} };
