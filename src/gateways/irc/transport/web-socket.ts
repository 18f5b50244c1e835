import type { LinkEvents, SocketAt, WebLink } from "../../../runtime/web-server.ts";
import type { Context } from "../context.ts";
import { IrcClient } from "../irc-client.ts";
import type { Transport } from "./transport.ts";

const PATH = "/irc";
const TEXT = "text.ircv3.net";
const BINARY = "binary.ircv3.net";
const GOING_AWAY = 1001;
const TRY_LATER = 1013;
const LF = 10;
const encoder = new TextEncoder();

/** IRCv3 websocket: a line a frame, without its CR LF. */
class WebTransport implements Transport {
	readonly #link: WebLink;
	readonly #binary: boolean;
	readonly secure: boolean;

	constructor(link: WebLink, binary: boolean, secure: boolean) {
		this.#link = link;
		this.#binary = binary;
		this.secure = secure;
	}

	get address(): string {
		return this.#link.address;
	}

	get backlogBytes(): number {
		return this.#link.queuedBytes;
	}

	send(lines: string): void {
		for (const line of lines.split("\r\n")) {
			if (line === "") continue;
			if (this.#binary) this.#link.sendBinary(encoder.encode(line));
			else this.#link.send(line);
		}
	}

	close(): void {
		this.#link.close(GOING_AWAY, "");
	}

	pause(): boolean {
		return false;
	}

	resume(): void {}
}

/** A frame is a line; what breaks it within is read as more lines, as on TCP. */
function asLine(frame: Uint8Array): Uint8Array {
	const line = new Uint8Array(frame.length + 1);
	line.set(frame);
	line[frame.length] = LF;
	return line;
}

/** The subprotocol of those asked for that is spoken here, the client's first wish first. Without a wish, text. */
function chosen(request: Request): string | null {
	const asked = (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((name) => name.trim());
	return asked.find((name) => name === TEXT || name === BINARY) ?? null;
}

/** IRC on the web server's port. */
export function ircSocket(context: Context, refuse: (address: string) => boolean): SocketAt {
	return {
		path: PATH,
		connect(request, address) {
			const subprotocol = chosen(request);
			if (subprotocol === null) return new Response(`Ask for the subprotocol ${TEXT} or ${BINARY}`, { status: 400 });
			const secure = new URL(request.url).protocol === "https:";
			const open = (link: WebLink): LinkEvents => {
				if (refuse(address)) {
					link.close(TRY_LATER, "too many connections");
					return { text() {}, binary() {}, closed() {} };
				}
				const client = new IrcClient(context, new WebTransport(link, subprotocol === BINARY, secure));
				return {
					text: (text) => client.onData(asLine(encoder.encode(text))),
					binary: (bytes) => client.onData(asLine(bytes)),
					closed: () => client.onClose("closed by the peer"),
				};
			};
			return { open, subprotocol };
		},
	};
}
