/** A listener that speaks one protocol and translates it to and from core. */
export interface Gateway {
	readonly name: string;
	/** The port it listens on; the one that the system chose where 0 was asked for. */
	readonly port: number;
	/** Takes no more connections and closes those there are; core has told the people before. */
	stop(): Promise<void>;
}
