import type { Socket } from "bun";

const MAX_BACKLOG_BYTES = 1024 * 1024;
/** How long a connection that is being closed may take over its last bytes. */
const CLOSE_MS = 2_000;
const KEEP_ALIVE_MS = 60_000;
/** Shared by all connections that owe their peer nothing. */
const NOTHING: Uint8Array[] = [];

export type TcpEnd = "closed here" | "closed by the peer" | "broken" | "too slow" | "internal error";

/** One TCP connection, as a gateway sees it. */
export interface TcpConnection {
	readonly address: string;
	/** What the peer has not taken yet. */
	readonly backlogBytes: number;
	/** Never waits; the bytes must not change afterwards. Over 1 MB of backlog the connection is ended as "too slow". */
	write(bytes: Uint8Array): void;
	/** What was written still goes out; nothing more is read. */
	close(): void;
	/** At once; what the peer has not taken is lost. */
	destroy(): void;
	pause(): void;
	resume(): void;
}

/** In PEM. */
export interface Certificate {
	cert: string;
	key: string;
}

/** A gateway's end of a connection. */
export interface TcpPeer {
	onData(bytes: Uint8Array): void;
	/** There was a backlog, and it is gone. */
	onDrain(): void;
	/** Called once, last. */
	onClose(end: TcpEnd): void;
}

export interface TcpServer {
	readonly port: number;
	/** Takes no more connections, closes those there are, and after `graceMs` drops what is left of them. */
	stop(graceMs: number): Promise<void>;
}

class BunConnection implements TcpConnection {
	readonly address: string;
	readonly #socket: Socket<BunConnection>;
	#peer: TcpPeer | null = null;
	#queue: Uint8Array[] = NOTHING;
	#state: "open" | "closing" | "closed" = "open";
	#end: TcpEnd = "closed by the peer";
	#timer: ReturnType<typeof setTimeout> | null = null;
	backlogBytes = 0;

	constructor(socket: Socket<BunConnection>) {
		this.#socket = socket;
		this.address = socket.remoteAddress.replace(/^::ffff:/, "");
	}

	open(accept: (connection: TcpConnection) => TcpPeer | null): void {
		this.#peer = accept(this);
		if (!this.#peer) this.destroy();
	}

	write(bytes: Uint8Array): void {
		if (this.#state !== "open") return;
		const sent = this.#queue.length > 0 ? 0 : this.#socket.write(bytes);
		// Negative: the peer is gone, and the close handler is about to hear of it.
		if (sent < 0 || sent === bytes.length) return;
		if (this.#queue === NOTHING) this.#queue = [];
		this.#queue.push(bytes.subarray(sent));
		this.backlogBytes += bytes.length - sent;
		if (this.backlogBytes > MAX_BACKLOG_BYTES) this.#drop("too slow");
	}

	close(): void {
		if (this.#state !== "open") return;
		this.#state = "closing";
		this.#end = "closed here";
		this.#timer = setTimeout(() => this.#socket.terminate(), CLOSE_MS);
		// What still arrives is read and ignored: closing with unread bytes would reset the connection and lose our last words.
		this.#socket.resume();
		if (this.#queue.length === 0) this.#socket.shutdown();
	}

	destroy(): void {
		this.#drop("closed here");
	}

	pause(): void {
		if (this.#state === "open") this.#socket.pause();
	}

	resume(): void {
		if (this.#state === "open") this.#socket.resume();
	}

	received(bytes: Uint8Array): void {
		if (this.#state === "open") this.#peer?.onData(bytes);
	}

	drained(): void {
		if (this.#queue.length === 0) return;
		let next = this.#queue[0];
		while (next) {
			const sent = Math.max(0, this.#socket.write(next));
			this.backlogBytes -= sent;
			if (sent < next.length) {
				this.#queue[0] = next.subarray(sent);
				return;
			}
			this.#queue.shift();
			next = this.#queue[0];
		}
		this.#queue = NOTHING;
		if (this.#state === "closing") this.#socket.shutdown();
		else if (this.#state === "open") this.#peer?.onDrain();
	}

	failed(): void {
		this.#drop("internal error");
	}

	closed(broken: boolean): void {
		if (this.#state === "closed") return;
		if (broken && this.#state === "open" && this.#end === "closed by the peer") this.#end = "broken";
		this.#state = "closed";
		this.#queue = NOTHING;
		if (this.#timer) clearTimeout(this.#timer);
		this.#peer?.onClose(this.#end);
	}

	#drop(end: TcpEnd): void {
		if (this.#state === "closed") return;
		if (this.#state === "open") this.#end = end;
		this.#socket.terminate();
	}
}

/**
 * `accept` gives the gateway's end of a new connection, before its TLS handshake, or null to refuse it. A peer that
 * throws loses its connection, and `onError` hears why. Port 0 is a free one.
 * Throws where it cannot listen; `code` is `EADDRINUSE` for a port in use.
 */
export function listenTcp(
	settings: { host: string; port: number; tls?: Certificate | undefined },
	accept: (connection: TcpConnection) => TcpPeer | null,
	onError: (cause: unknown) => void,
): TcpServer {
	const connections = new Set<BunConnection>();
	let onEmpty: (() => void) | null = null;

	const listener = Bun.listen<BunConnection>({
		hostname: settings.host,
		port: settings.port,
		...(settings.tls ? { tls: settings.tls } : {}),
		socket: {
			open(socket) {
				socket.setNoDelay(true);
				socket.setKeepAlive(true, KEEP_ALIVE_MS);
				const connection = new BunConnection(socket);
				socket.data = connection;
				connections.add(connection);
				connection.open(accept);
			},
			// With this Bun calls `open` before a TLS handshake, else after it: who never ends one would be known to nobody.
			handshake() {},
			data: (socket, bytes) => socket.data.received(bytes),
			drain: (socket) => socket.data.drained(),
			close(socket, error) {
				connections.delete(socket.data);
				socket.data.closed(error !== undefined);
				if (connections.size === 0) onEmpty?.();
			},
			error(socket, cause) {
				onError(cause);
				socket.data.failed();
			},
		},
	});

	return {
		port: listener.port,
		async stop(graceMs) {
			listener.stop();
			const empty = new Promise<void>((resolve) => {
				onEmpty = resolve;
			});
			for (const connection of [...connections]) connection.close();
			if (connections.size === 0) return;
			const timer = setTimeout(() => {
				for (const connection of [...connections]) connection.destroy();
			}, graceMs);
			await empty;
			clearTimeout(timer);
		},
	};
}
