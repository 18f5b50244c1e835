import { showMotd } from "../show/motd.ts";
import { ofServer } from "./of-server.ts";

/** RFC 2812 3.4.1 */
export const motd = ofServer("MOTD", showMotd);
