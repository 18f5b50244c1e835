import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const DISK_MB = 4;
/** In the shell's blocks of 512 bytes: small enough that the write-ahead log outgrows it soon. */
const FILE_BLOCKS = 2048;

export interface SmallDisk {
	data: string;
	/** What the server is started with. */
	prefix: string[];
	/** Whether the log's own file cannot grow either. */
	holdsLog: boolean;
	/** Takes away whatever is still free. */
	fill(): Promise<void>;
	makeRoom(pid: number): Promise<void>;
	remove(): Promise<void>;
}

async function run(...command: string[]): Promise<boolean> {
	const child = Bun.spawn(command, { stdin: "ignore", stdout: "ignore", stderr: "ignore" });
	return (await child.exited) === 0;
}

/** Appends until nothing more fits, whatever others write there meanwhile. */
async function fillUp(path: string): Promise<void> {
	await using file = await open(path, "a");
	for (let size = 64 * 1024; size >= 1; size = Math.floor(size / 2)) {
		try {
			for (;;) await file.write(new Uint8Array(size));
		} catch (cause) {
			if (!(cause instanceof Error && "code" in cause && cause.code === "ENOSPC")) throw cause;
		}
	}
}

/** A disk of its own that gets really full. Null where this user may not mount one. */
export async function mountSmallDisk(): Promise<SmallDisk | null> {
	const data = await mkdtemp(join(tmpdir(), "parlour-disk-"));
	if (process.getuid?.() !== 0 || !(await run("mount", "-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", data))) {
		await rm(data, { recursive: true });
		return null;
	}
	const filler = join(data, "filler");
	return {
		data,
		prefix: [],
		holdsLog: true,
		fill: () => fillUp(filler),
		makeRoom: () => rm(filler),
		async remove() {
			if (!(await run("umount", data))) throw new Error(`Cannot unmount ${data}`);
			await rm(data, { recursive: true });
		},
	};
}

/** A limit on the size of each file that the server writes, which stands in for a full disk where none can be had. */
export async function limitFileSize(): Promise<SmallDisk> {
	const data = await mkdtemp(join(tmpdir(), "parlour-limit-"));
	return {
		data,
		// Without the trap a write over the limit would be the end of the process.
		prefix: ["sh", "-c", `trap "" XFSZ; ulimit -S -f ${FILE_BLOCKS}; exec "$@"`, "sh"],
		holdsLog: false,
		fill: async () => {},
		async makeRoom(pid) {
			if (!(await run("prlimit", `--pid=${pid}`, "--fsize=unlimited"))) throw new Error("Cannot lift the limit");
		},
		remove: () => rm(data, { recursive: true, force: true }),
	};
}
