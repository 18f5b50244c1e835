import { OPTIONS, type Option } from "./options.ts";

function shown(fallback: unknown): string {
	if (fallback === true) return "on";
	if (fallback === false || fallback === "" || fallback === null) return "";
	return String(fallback);
}

export function serveHelp(): string {
	const rows = Object.values<Option<unknown>>(OPTIONS).map(({ name, value, fallback, help }) => {
		const flag = `  --${name}${value ? ` ${value}` : ""}`;
		const standard = shown(fallback);
		return `${flag.padEnd(30)} ${help}${standard ? ` (${standard})` : ""}`;
	});
	return [
		"Starts the server.",
		"",
		"  parlour serve [HOST] [PORT] [OPTIONS]",
		"  parlour serve 0.0.0.0 8080 --data /srv/parlour",
		"",
		...rows,
		"",
		"Each is also read from the environment (PARLOUR_SIGNUP=invite) and from parlour.toml in the data",
		'folder (signup = "invite"); a flag wins over both. Type help in the running server for its commands.',
	].join("\n");
}
