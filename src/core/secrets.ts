/** Hashing and randomness, which the runtime gives. */
export interface Secrets {
	/** 256 random bits, safe in a URL and a cookie. */
	randomToken(): string;
	/** Hex SHA-256; tokens and codes are stored as this, and passwords enter `hashPassword` as this (CLASSIC: the old client sends only that). */
	sha256Hex(text: string): string;
	/** argon2id over the password's SHA-256 hex. Off the main thread, and few at a time. */
	hashPassword(digest: string): Promise<string>;
	verifyPassword(digest: string, hash: string): Promise<boolean>;
}
