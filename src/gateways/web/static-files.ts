import { gzipSync } from "node:zlib";
import type { GuiFile } from "../../runtime/gui-files.ts";

export interface StaticFiles {
	/** Null where there is no such file. */
	respond(path: string, acceptEncoding: string): Response | null;
}

/** Files that are held in memory, with their gzipped forms. */
export function createStaticFiles(files: readonly GuiFile[]): StaticFiles {
	const byPath = new Map(
		files.map(({ path, type, immutable, bytes }) => {
			const cacheControl = immutable ? "public, max-age=31536000, immutable" : "no-cache";
			return [`/${path}`, { type, cacheControl, plain: bytes, gzip: new Uint8Array(gzipSync(bytes)) }];
		}),
	);
	return {
		respond(path, acceptEncoding) {
			const file = byPath.get(path === "/" ? "/index.html" : path);
			if (!file) return null;
			const headers = { "Content-Type": file.type, "Cache-Control": file.cacheControl, Vary: "Accept-Encoding" };
			if (!/\bgzip\b/.test(acceptEncoding)) return new Response(file.plain, { headers });
			return new Response(file.gzip, { headers: { ...headers, "Content-Encoding": "gzip" } });
		},
	};
}
