import type { Server, ServerWebSocket } from "bun";

/** One WebSocket, as a gateway sees it. */
export interface WebLink {
	readonly address: string;
	/** What is queued for a slow reader. */
	readonly queuedBytes: number;
	send(text: string): void;
	sendBinary(bytes: Uint8Array): void;
	subscribe(topic: string): void;
	unsubscribe(topic: string): void;
	/** Sends what is queued, then closes. */
	close(code: number, reason: string): void;
}

export interface LinkEvents {
	text(text: string): void;
	/** A frame that is not text. */
	binary(bytes: Uint8Array): void;
	closed(code: number): void;
}

export interface WebHandlers {
	/** Each call of `stayOpen` lets the request be idle for a while from then on. */
	fetch(request: Request, address: string, stayOpen: () => void): Response | Promise<Response>;
	/** A Response refuses the upgrade. */
	connect(request: Request, address: string): Response | OpenLink | ReturnType<SocketAt["connect"]>;
}

export type OpenLink = (link: WebLink) => LinkEvents;

/** A socket at a path of its own. A Response refuses the upgrade. */
export interface SocketAt {
	readonly path: string;
	connect(request: Request, address: string): Response | { open: OpenLink; subprotocol: string };
}

export interface WebServer {
	readonly port: number;
	/** Until then every request is answered with 503. */
	serve(handlers: WebHandlers): void;
	publish(topic: string, text: string): void;
	stop(): Promise<void>;
}

export interface WebServerSettings {
	host: string;
	port: number;
	tls: { cert: string; key: string } | null;
	/** A proxy on this machine says whose request it passes on. */
	behindProxy: boolean;
	maxFrameBytes: number;
}

/** A slow reader's queue; over it the connection closes, and its client comes back and resumes. */
const MAX_QUEUED_BYTES = 1024 * 1024;
const IDLE_SECONDS = 60;
const IDLE_REQUEST_SECONDS = 30;

interface LinkData {
	address: string;
	open: OpenLink;
	events?: LinkEvents;
}

function toLink(socket: ServerWebSocket<LinkData>): WebLink {
	return {
		address: socket.data.address,
		get queuedBytes() {
			return socket.getBufferedAmount();
		},
		// 0 means dropped: the socket is closing, and resuming brings what it missed.
		send: (text) => void socket.send(text),
		sendBinary: (bytes) => void socket.send(bytes),
		subscribe: (topic) => void socket.subscribe(topic),
		unsubscribe: (topic) => void socket.unsubscribe(topic),
		close: (code, reason) => socket.close(code, reason),
	};
}

/** The peer's address; behind a proxy on this machine, the last one that the proxy names, which it has seen itself. */
function addressOf(request: Request, server: Server<LinkData>, behindProxy: boolean): string {
	const peer = server.requestIP(request)?.address ?? "unknown";
	if (!behindProxy || !/^(::ffff:)?127\.|^::1$/.test(peer)) return peer;
	return request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || peer;
}

/** HTTP and WebSocket on one port. Throws where the port is taken, or the certificate is none. */
export function startWebServer(settings: WebServerSettings): WebServer {
	let handlers: WebHandlers | null = null;

	function upgrade(request: Request, server: Server<LinkData>, address: string): Response | undefined {
		const answer = handlers?.connect(request, address);
		if (!answer) return new Response("starting", { status: 503 });
		if (answer instanceof Response) return answer;
		const { open, subprotocol } = typeof answer === "function" ? { open: answer, subprotocol: null } : answer;
		const headers = subprotocol === null ? {} : { headers: { "Sec-WebSocket-Protocol": subprotocol } };
		if (server.upgrade(request, { data: { address, open }, ...headers })) return undefined;
		return new Response("expected a WebSocket", { status: 426 });
	}

	const server = Bun.serve<LinkData>({
		hostname: settings.host,
		port: settings.port,
		...(settings.tls ? { tls: settings.tls } : {}),
		// A body is read as its handler reads it, and how much it takes is for the handler to say, in words.
		maxRequestBodySize: Number.MAX_SAFE_INTEGER,
		// Also of a body that comes with less than 16 kB a second, unless its handler has it stay open.
		idleTimeout: IDLE_REQUEST_SECONDS,
		development: false,
		// Bun's default outside of development: a second server would share the port unnoticed, and take half of the people.
		reusePort: false,
		fetch(request, server) {
			const address = addressOf(request, server, settings.behindProxy);
			if (!handlers) return new Response("starting", { status: 503, headers: { "Retry-After": "1" } });
			if (request.headers.get("upgrade")?.toLowerCase() === "websocket") return upgrade(request, server, address);
			return handlers.fetch(request, address, () => server.timeout(request, IDLE_REQUEST_SECONDS));
		},
		websocket: {
			maxPayloadLength: settings.maxFrameBytes,
			backpressureLimit: MAX_QUEUED_BYTES,
			closeOnBackpressureLimit: true,
			perMessageDeflate: false,
			idleTimeout: IDLE_SECONDS,
			sendPings: true,
			open(socket) {
				socket.data.events = socket.data.open(toLink(socket));
			},
			message(socket, message) {
				if (typeof message === "string") socket.data.events?.text(message);
				else socket.data.events?.binary(message);
			},
			close(socket, code) {
				socket.data.events?.closed(code);
			},
		},
	});

	return {
		port: server.port ?? settings.port,
		serve(next) {
			handlers = next;
		},
		publish: (topic, text) => void server.publish(topic, text),
		stop: () => server.stop(true),
	};
}
