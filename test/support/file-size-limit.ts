import { dlopen, FFIType, ptr } from "bun:ffi";

const RLIMIT_FSIZE = 1;
const SIGXFSZ = 25;
const SIG_IGN = 1n;

const libc = dlopen(process.platform === "darwin" ? "libSystem.B.dylib" : "libc.so.6", {
	getrlimit: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.i32 },
	setrlimit: { args: [FFIType.i32, FFIType.ptr], returns: FFIType.i32 },
	signal: { args: [FFIType.i32, FFIType.u64], returns: FFIType.u64 },
});

/** As a full disk: until it is disposed, this process can make no file longer than this. Needs no rights. */
export function limitFileSize(maxBytes: number): Disposable {
	const former = new BigUint64Array(2);
	libc.symbols.getrlimit(RLIMIT_FSIZE, ptr(former));
	const limited = BigUint64Array.from([BigInt(maxBytes), former[1] ?? 0n]);
	const handler = libc.symbols.signal(SIGXFSZ, SIG_IGN);
	if (libc.symbols.setrlimit(RLIMIT_FSIZE, ptr(limited)) !== 0) throw new Error("cannot limit the size of files");
	return {
		[Symbol.dispose]() {
			libc.symbols.setrlimit(RLIMIT_FSIZE, ptr(former));
			libc.symbols.signal(SIGXFSZ, handler);
		},
	};
}
