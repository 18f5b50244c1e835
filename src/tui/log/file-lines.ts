import { formatSize } from "../../client/file-size.ts";
import type { File } from "../../protocol/entities.ts";
import { truncate, widthOf } from "../text/cells.ts";
import { type Line, span } from "../text/line.ts";
import { chop } from "../text/wrap.ts";
import type { LogLook } from "./log-look.ts";

/** A file by what it is, its name and how large it is, and the link to it, which is kept whole where it fits. */
export function fileLines(files: readonly File[], columns: number, { base, theme }: LogLook): Line[] {
	return files.flatMap((file): Line[] => {
		const [kind, size] = [`[${kindOf(file)} `, ` ${formatSize(file.size)}]`];
		const name = truncate(file.name, Math.max(4, columns - widthOf(kind) - widthOf(size)));
		const title: Line = [span(kind, theme.faint), span(name, { bold: true }), span(size, theme.faint)];
		return [title, ...chop(urlOf(file, base), columns, theme.link)];
	});
}

const KIND = /^(image|video|audio)\//;

function kindOf({ type }: File): string {
	return KIND.exec(type)?.[1] ?? "file";
}

export function urlOf({ id, name }: File, base: string): string {
	return `${base}/files/${encodeURIComponent(id.toWellFormed())}/${encodeURIComponent(name.toWellFormed())}`;
}
