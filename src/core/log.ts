/** What happened, for the host: one line each in the daily log. Never a message's text, a password or a token. */
export interface Log {
	info(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
}

export type LogFields = Record<string, string | number | boolean | null | undefined>;
