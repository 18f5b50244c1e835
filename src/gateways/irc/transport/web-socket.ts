import type { LinkEvents, SocketAt, WebLink } from "../../../runtime/web-server.ts";
import { IrcClient } from "../connection/irc-client.ts";
import type { Mail } from "../connection/outbox.ts";
import type { Context } from "../context.ts";
import type { Transport } from "./transport.ts";

const PATH = "/irc";
const TEXT = "text.ircv3.net";
const BINARY = "binary.ircv3.net";
const GOING_AWAY = 1001;
const TRY_LATER = 1013;
const LF = 10;
const encoder = new TextEncoder();

/** IRCv3 websocket: a line a frame, without its CR LF. Many are sent the same, one after the other: it is cut once. */
function cutting<Frame>(toFrame: (line: string) => Frame): (lines: string) => readonly Frame[] {
	let last = "";
	let frames: readonly Frame[] = [];
	return (lines) => {
		if (lines !== last) {
			last = lines;
			frames = lines.split("\r\n").flatMap((line) => (line === "" ? [] : [toFrame(line)]));
		}
		return frames;
	};
}

const textFrames = cutting((line) => line);
const binaryFrames = cutting((line) => encoder.encode(line));

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

	send({ text }: Mail): void {
		if (this.#binary) for (const frame of binaryFrames(text)) this.#link.sendBinary(frame);
		else for (const frame of textFrames(text)) this.#link.send(frame);
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
					text: (text) => client.link.onData(asLine(encoder.encode(text))),
					binary: (bytes) => client.link.onData(asLine(bytes)),
					closed: () => client.link.onClose("closed by the peer"),
				};
			};
			return { open, subprotocol };
		},
	};
}
