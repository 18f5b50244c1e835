import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { PageFetcher } from "../core/page-fetcher.ts";
import { isPublicAddress } from "./public-address.ts";

const WITHIN_MS = 5000;
const MAX_BYTES = 256 * 1024;
const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const HEADERS = {
	"user-agent": "Parlour link preview",
	accept: "text/html",
	// What is not compressed cannot grow when it is read.
	"accept-encoding": "identity",
};

/** Where it may go. Tests have their own; a server has `OPEN_WEB`. */
export interface FetchPolicy {
	allowsAddress(address: string): boolean;
	allowsPort(port: number): boolean;
	/** The addresses of a host, by one question to the resolver. */
	resolve(host: string): Promise<string[]>;
}

export const OPEN_WEB: FetchPolicy = {
	allowsAddress: isPublicAddress,
	allowsPort: (port) => port === 80 || port === 443,
	resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
};

/** Why a page was not fetched, without its path. */
class Refusal extends Error {}

/**
 * A host is resolved once a request, and connected to is what was looked at then: it cannot point elsewhere in between.
 * `ownUrl` is where people reach this server, or empty; its own pages are not fetched.
 */
export function createPageFetcher(policy: FetchPolicy, ownUrl: string): PageFetcher {
	const closing = new AbortController();
	const ownHost = ownUrl === "" ? null : new URL(ownUrl).host;

	async function follow(start: string, signal: AbortSignal): Promise<string> {
		let url = new URL(start);
		for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			if (url.host === ownHost) throw new Refusal("a page of this server");
			const response = await get(url, await addressesOf(url, policy, signal), signal);
			try {
				const status = response.statusCode ?? 0;
				const location = response.headers.location;
				if (!REDIRECTS.includes(status)) return await readHtml(response, status);
				if (location === undefined || !URL.canParse(location, url.href)) throw new Refusal("a redirect to nowhere");
				url = new URL(location, url);
			} finally {
				response.destroy();
			}
		}
		throw new Refusal("too many redirects");
	}

	return {
		async fetch(url) {
			const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(WITHIN_MS)]);
			try {
				return { html: await unlessAborted(follow(url, signal), signal) };
			} catch (cause) {
				if (signal.aborted) return { why: closing.signal.aborted ? "stopped" : "it took too long" };
				return { why: cause instanceof Refusal ? cause.message : "it cannot be reached" };
			}
		},
		close: () => closing.abort(),
	};
}

/** A resolver cannot be interrupted. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(new Refusal("aborted"));
		if (signal.aborted) abort();
		signal.addEventListener("abort", abort, { once: true });
		work.then(resolve, reject);
	});
}

async function addressesOf(url: URL, policy: FetchPolicy, signal: AbortSignal): Promise<string[]> {
	if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refusal("neither http nor https");
	if (url.username !== "" || url.password !== "") throw new Refusal("a password in it");
	const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
	if (!policy.allowsPort(port)) throw new Refusal("a port of no web server");
	const host = hostOf(url);
	const addresses = isIP(host) === 0 ? await policy.resolve(host) : [host];
	signal.throwIfAborted();
	const allowed = addresses.filter((address) => policy.allowsAddress(address));
	if (allowed.length === 0) throw new Refusal("an address outside of the open web");
	return allowed;
}

/** Without the brackets of IPv6. */
function hostOf(url: URL): string {
	return url.hostname.replace(/^\[|\]$/g, "");
}

function get(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<IncomingMessage> {
	const host = hostOf(url);
	const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
	const [first] = pinned;
	const known: LookupFunction = (_, options, callback) => {
		if (options.all) callback(null, pinned);
		else callback(null, first?.address ?? "", first?.family);
	};
	const request = url.protocol === "https:" ? requestHttps : requestHttp;
	return new Promise((resolve, reject) => {
		const sent = request(
			{
				hostname: host,
				...(url.port === "" ? {} : { port: url.port }),
				path: `${url.pathname}${url.search}`,
				headers: { ...HEADERS, host: url.host },
				...(isIP(host) === 0 ? { servername: host } : {}),
				lookup: known,
				agent: false,
				signal,
			},
			resolve,
		);
		sent.on("error", reject);
		sent.end();
	});
}

/** The beginning, where it is long. */
async function readHtml(response: IncomingMessage, status: number): Promise<string> {
	if (status !== 200) throw new Refusal(`status ${status}`);
	const type = response.headers["content-type"] ?? "";
	if (!/^text\/html\s*(;|$)/i.test(type)) throw new Refusal("no HTML");
	if (!/^(identity)?$/i.test(response.headers["content-encoding"] ?? "")) throw new Refusal("compressed unasked");
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of response) {
		if (!(chunk instanceof Uint8Array)) throw new Refusal("no HTML");
		chunks.push(chunk.subarray(0, MAX_BYTES - bytes));
		bytes += chunk.length;
		if (bytes >= MAX_BYTES) break;
	}
	return decode(Buffer.concat(chunks), type);
}

/** By the charset that the server names, or the page itself at its beginning. */
function decode(bytes: Buffer, type: string): string {
	const named = /charset\s*=\s*["']?([\w-]+)/i;
	const label = named.exec(type)?.[1] ?? named.exec(bytes.toString("latin1", 0, 2048))?.[1] ?? "utf-8";
	try {
		// The constructor throws for a charset that it does not know; its types name only some that it does.
		return new TextDecoder(label as Bun.Encoding).decode(bytes);
	} catch {
		return bytes.toString("utf8");
	}
}
