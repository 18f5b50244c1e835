import { homedir } from "node:os";
import { join } from "node:path";

type Env = Record<string, string | undefined>;

export function configFolder(env: Env): string {
	return join(env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "parlour");
}

export function stateFolder(env: Env): string {
	return join(env["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "parlour");
}
