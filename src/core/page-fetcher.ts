/** Gets pages of the open web, and nothing else: never from an address inside the host's own network. */
export interface PageFetcher {
	/** What is behind an http(s) URL, where that is HTML; else why not, in words that name no path. Never throws. */
	fetch(url: string): Promise<{ html: string } | { why: string }>;
	/** Gives up what is under way. */
	close(): void;
}
