import { join } from "node:path";
import * as v from "valibot";

/** Written by scripts/build-gui.ts: every file of the GUI with its type; those with a hash in their names never change. */
const manifestSchema = v.object({
	files: v.array(v.object({ path: v.string(), type: v.string(), immutable: v.boolean() })),
});

interface StaticFile {
	type: string;
	cacheControl: string;
	plain: Uint8Array<ArrayBuffer>;
	gzip: Uint8Array<ArrayBuffer>;
}

export interface StaticFiles {
	/** Null where there is no such file. */
	respond(path: string, acceptEncoding: string): Response | null;
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await Bun.file(path).arrayBuffer());
}

/** The built GUI, held in memory with its gzipped forms. */
export async function loadStaticFiles(folder: string): Promise<StaticFiles> {
	const manifest = v.parse(manifestSchema, await Bun.file(join(folder, "manifest.json")).json());
	const files = new Map<string, StaticFile>();
	for (const { path, type, immutable } of manifest.files) {
		const plain = await readBytes(join(folder, path));
		files.set(`/${path}`, {
			type,
			cacheControl: immutable ? "public, max-age=31536000, immutable" : "no-cache",
			plain,
			gzip: Bun.gzipSync(plain),
		});
	}
	return {
		respond(path, acceptEncoding) {
			const file = files.get(path === "/" ? "/index.html" : path);
			if (!file) return null;
			const headers = { "Content-Type": file.type, "Cache-Control": file.cacheControl, Vary: "Accept-Encoding" };
			if (!/\bgzip\b/.test(acceptEncoding)) return new Response(file.plain, { headers });
			return new Response(file.gzip, { headers: { ...headers, "Content-Encoding": "gzip" } });
		},
	};
}
