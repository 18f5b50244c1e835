import { join } from "node:path";
import * as v from "valibot";

/** Written by scripts/build-gui.ts: every file of the GUI; those with a hash in their names never change. */
export const guiManifest = v.object({
	files: v.array(v.object({ path: v.string(), type: v.string(), immutable: v.boolean() })),
});

export interface GuiFile {
	path: string;
	/** Its media type. */
	type: string;
	immutable: boolean;
	bytes: Uint8Array<ArrayBuffer>;
}

const FOLDER = join(import.meta.dir, "../../dist/gui");

/** The built GUI. In the one-file executable, scripts/build.ts puts another module in this one's place. */
export async function readGuiFiles(): Promise<GuiFile[]> {
	const manifest = v.parse(guiManifest, await Bun.file(join(FOLDER, "manifest.json")).json());
	return Promise.all(
		manifest.files.map(async (file) => ({ ...file, bytes: await Bun.file(join(FOLDER, file.path)).bytes() })),
	);
}
