import type { TcpConnection } from "../../../runtime/tcp-server.ts";
import type { Mail } from "../connection/outbox.ts";
import type { Transport } from "./transport.ts";

/** Lines over TCP, or over TLS where it is `secure`. */
export class TcpTransport implements Transport {
	readonly #connection: TcpConnection;
	readonly secure: boolean;

	constructor(connection: TcpConnection, secure: boolean) {
		this.#connection = connection;
		this.secure = secure;
	}

	get address(): string {
		return this.#connection.address;
	}

	get backlogBytes(): number {
		return this.#connection.backlogBytes;
	}

	send({ bytes }: Mail): void {
		this.#connection.write(bytes);
	}

	close(): void {
		this.#connection.close();
	}

	pause(): boolean {
		this.#connection.pause();
		return true;
	}

	resume(): void {
		this.#connection.resume();
	}
}
