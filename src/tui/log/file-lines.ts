import { formatSize } from "../../client/file-size.ts";
import type { File } from "../../protocol/entities.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { hrefOf } from "../text/href.ts";
import { type Line, span } from "../text/line.ts";
import { chop } from "../text/wrap.ts";
import type { LogLook } from "./log-look.ts";

/** A file by what it is, its name and how large it is, and the link to it, which is kept whole where it fits. */
export function fileLines(files: readonly File[], columns: number, { base, theme }: LogLook): Line[] {
	return files.flatMap((file): Line[] => {
		const [kind, size] = [`[${kindOf(file)} `, ` ${formatSize(file.size)}]`];
		const name = truncate(file.name, Math.max(4, columns - widthOf(kind) - widthOf(size)));
		const url = urlOf(file, base);
		const href = hrefOf(url);
		const title: Line = [span(kind, theme.faint), span(name, { bold: true, href }), span(size, theme.faint)];
		return [title, ...chop(url, columns, { ...theme.link, href })];
	});
}

const KIND = /^(image|video|audio)\//;

function kindOf({ type }: File): string {
	return KIND.exec(type)?.[1] ?? "file";
}

export function urlOf({ id, name }: File, base: string): string {
	return `${base}/files/${encodeURIComponent(id.toWellFormed())}/${encodeURIComponent(name.toWellFormed())}`;
}
