import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLocalBus } from "../../src/bus/local-bus.ts";
import type { Clock } from "../../src/core/clock.ts";
import { type Core, type CoreSettings, createCore } from "../../src/core/core.ts";
import type { Log, LogFields } from "../../src/core/log.ts";
import type { PageFetcher } from "../../src/core/page-fetcher.ts";
import { openBlobFolder } from "../../src/runtime/blob-folder.ts";
import { createSecrets } from "../../src/runtime/secrets.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import type { Store } from "../../src/store/port.ts";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.ts";

export interface LogLine {
	level: "info" | "error";
	event: string;
	fields: LogFields;
}

export interface TestCore extends AsyncDisposable {
	core: Core;
	store: Store;
	log: Log;
	logLines: LogLine[];
	folder: string;
	clock: Clock;
	/** What the store or the bus failed at; a test that is done expects none. */
	faults: string[];
}

const ROOMY = { maxFileBytes: 10_000_000, maxPersonBytes: 100_000_000, keepFreeBytes: 0 };

/** A real core on a real store, in a folder of its own that goes when the test is done. */
export async function startTestCore(
	settings: Partial<CoreSettings> & { clock?: Clock; pages?: PageFetcher } = {},
): Promise<TestCore> {
	const folder = await mkdtemp(join(tmpdir(), "parlour-test-"));
	const { clock = systemClock, pages, ...coreSettings } = settings;
	const logLines: LogLine[] = [];
	const faults: string[] = [];
	const log: Log = {
		info: (event, fields = {}) => void logLines.push({ level: "info", event, fields }),
		error: (event, fields = {}) => void logLines.push({ level: "error", event, fields }),
	};
	const store = await openSqliteStore(join(folder, "parlour.db"), (cause) => faults.push(cause));
	const bus = createLocalBus((cause) => faults.push(String(cause)));
	const blobs = openBlobFolder(join(folder, "files"), (cause) => faults.push(cause));
	const core = createCore(
		{ store, blobs, bus, clock, secrets: createSecrets(), log, ...(pages ? { pages } : {}) },
		{ signUp: "open", maxBodyChars: 8000, announce: true, files: ROOMY, unlimited: false, ...coreSettings },
	);
	return {
		core,
		store,
		log,
		logLines,
		folder,
		clock,
		faults,
		async [Symbol.asyncDispose]() {
			core.stop();
			await bus.close();
			await store.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
