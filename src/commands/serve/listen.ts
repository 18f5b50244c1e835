import { networkInterfaces } from "node:os";
import type { Certificate } from "../../runtime/tcp-server.ts";
import { startWebServer, type WebServer } from "../../runtime/web-server.ts";
import { CommandError } from "../command-error.ts";
import type { Settings } from "./options.ts";

/** Throws CommandError, as all of this file does. */
export function listenWeb(settings: Settings, tls: Certificate | null): Promise<WebServer> {
	const { host, port, maxBody, url } = settings;
	// Any character may take six bytes in JSON.
	const maxFrameBytes = Math.max(64 * 1024, maxBody * 12 + 1024);
	return listening("--port", host, port, () =>
		startWebServer({ host, port, tls, behindProxy: url !== "", maxFrameBytes }),
	);
}

/** Says in one line why a listener cannot be had, and by which option another port is chosen. */
export async function listening<T>(
	option: "--port" | "--classic" | "--irc" | "--irc-tls",
	host: string,
	port: number,
	listen: () => T | Promise<T>,
): Promise<T> {
	try {
		return await listen();
	} catch (cause) {
		const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
		if (code === "EADDRINUSE") {
			throw new CommandError(`Port ${port} is in use: stop what listens there, or choose another with ${option}`);
		}
		if (code === "EACCES") throw new CommandError(`Port ${port} needs more rights: choose one above 1023`);
		throw new CommandError(
			`Cannot listen on ${host} port ${port}: ${cause instanceof Error ? cause.message : String(cause)}`,
		);
	}
}

/** Where people reach it. */
export function reachableUrls(host: string, port: number, encrypted: boolean): string[] {
	const scheme = encrypted ? "https" : "http";
	return reachableHosts(host).map((name) => `${scheme}://${name.includes(":") ? `[${name}]` : name}:${port}`);
}

/** For a host that stands for every network, this machine's own addresses. */
export function reachableHosts(host: string): string[] {
	return isEveryNetwork(host) ? ["localhost", ...ownAddresses()] : [host];
}

export function isEveryNetwork(host: string): boolean {
	return host === "0.0.0.0" || host === "::";
}

function ownAddresses(): string[] {
	const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
	return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}
