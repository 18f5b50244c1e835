import type { OpenSocket } from "../../src/client/ports.ts";
import type { Core } from "../../src/core/core.ts";
import type { Log } from "../../src/core/log.ts";
import { FanOut } from "../../src/gateways/web/fan-out.ts";
import { WebConnection } from "../../src/gateways/web/web-connection.ts";

interface Wire {
	topics: Set<string>;
	down(text: string): void;
}

/**
 * The web gateway without a network: sockets whose frames lie in the wire until they are pumped, and which can be cut
 * with frames still in them, in either direction.
 */
export class MemoryWeb {
	readonly #wires = new Set<Wire>();
	readonly #context: ConstructorParameters<typeof WebConnection>[0];

	constructor(core: Core, log: Log) {
		const server = {
			publish: (topic: string, text: string) => {
				for (const wire of this.#wires) if (wire.topics.has(topic)) wire.down(text);
			},
		};
		this.#context = { core, log, fanOut: new FanOut(core, server), server: { name: "Test", version: "0" } };
	}

	/** One client's network. */
	network(token: string): Network {
		return new Network(this.#wires, (link) => new WebConnection(this.#context, link, token));
	}
}

type Link = ConstructorParameters<typeof WebConnection>[1];

export class Network {
	readonly #wires: Set<Wire>;
	readonly #accept: (link: Link) => WebConnection;
	#up = true;
	#cut: (() => void) | null = null;
	#waiting: (() => void)[] = [];

	constructor(wires: Set<Wire>, accept: (link: Link) => WebConnection) {
		this.#wires = wires;
		this.#accept = accept;
	}

	get quiet(): boolean {
		return this.#waiting.length === 0;
	}

	readonly open: OpenSocket = (events) => {
		let open = true;
		const later = (run: () => void) => {
			this.#waiting.push(() => {
				if (open) run();
			});
		};
		const wire: Wire = { topics: new Set(), down: (text) => later(() => events.text(text)) };
		const close = () => {
			if (!open) return;
			open = false;
			this.#wires.delete(wire);
			connection?.closed(1006);
			events.closed();
		};
		let connection: WebConnection | null = null;
		later(() => {
			if (!this.#up) return close();
			this.#wires.add(wire);
			connection = this.#accept({
				address: "memory",
				queuedBytes: 0,
				send: wire.down,
				sendBinary() {},
				subscribe: (topic) => void wire.topics.add(topic),
				unsubscribe: (topic) => void wire.topics.delete(topic),
				close,
			});
			events.opened();
		});
		this.#cut = close;
		return { send: (text) => later(() => connection?.text(text)), close };
	};

	/** Lets at most so many frames through. */
	pump(most: number): void {
		for (const run of this.#waiting.splice(0, most)) run();
	}

	/** What is under way is lost, and nothing connects until it is mended. */
	cut(): void {
		this.#up = false;
		this.#waiting = [];
		this.#cut?.();
	}

	mend(): void {
		this.#up = true;
	}
}
