import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Folder extends AsyncDisposable {
	path: string;
	/** A place in it. */
	at(name: string): string;
}

export async function makeFolder(): Promise<Folder> {
	const path = await mkdtemp(join(tmpdir(), "parlour-moving-"));
	return {
		path,
		at: (name) => join(path, name),
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
	};
}
