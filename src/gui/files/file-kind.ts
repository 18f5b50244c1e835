import type { File } from "../../protocol/entities.ts";

export type FileKind = "image" | "video" | "audio" | "text" | "other";

const MOST_TEXT_BYTES = 200_000;
const IMAGE = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;
const VIDEO = /^video\/(?:mp4|webm|ogg|quicktime)$/;
const AUDIO = /^audio\//;
const TEXT_TYPE = /^text\/|[/+](?:json|xml|javascript|typescript|x-sh|toml|yaml|x-yaml|sql)$/;
const TEXT_NAME =
	/\.(?:txt|md|log|csv|tsv|ini|toml|ya?ml|json|xml|html?|css|m?[jt]sx?|py|rb|go|rs|java|c|h|cc|cpp|hpp|cs|sh|sql|diff|patch|conf)$/i;

/** How a file is shown. What could hold a script, SVG and pages among it, is shown as the text that it is. */
export function kindOf({ name, type, size }: File): FileKind {
	if (IMAGE.test(type)) return "image";
	if (VIDEO.test(type)) return "video";
	if (AUDIO.test(type)) return "audio";
	if (size <= MOST_TEXT_BYTES && (TEXT_TYPE.test(type) || TEXT_NAME.test(name))) return "text";
	return "other";
}

/** By the end of the name, which is most often the name of the language, too. */
export function languageOf(name: string): string {
	return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
}

export function urlOf({ id, name }: File): string {
	return `/files/${encodeURIComponent(id)}/${encodeURIComponent(name)}`;
}

export function downloadOf(file: File): string {
	return `${urlOf(file)}?download`;
}

/** The small picture, where there is one; what moves is shown itself. */
export function pictureOf(file: File): string {
	const moves = file.type === "image/gif" && !matchMedia("(prefers-reduced-motion: reduce)").matches;
	return file.preview && !moves ? `/files/${encodeURIComponent(file.id)}/preview` : urlOf(file);
}

const LARGEST = { width: 360, height: 280 };
const IN_GALLERY = { width: 280, height: 160 };
const UNKNOWN = { width: 240, height: 160 };
const SMALLEST_PX = 48;

/** The space that a picture is given before it is there, in px: its own shape, as large as may be, never larger than it is. */
export function boxOf(
	{ width, height }: Pick<File, "width" | "height">,
	alone: boolean,
): { width: number; height: number } {
	if (!width || !height) return UNKNOWN;
	const most = alone ? LARGEST : IN_GALLERY;
	const scale = Math.min(1, most.width / width, most.height / height);
	return {
		width: Math.max(SMALLEST_PX, Math.round(width * scale)),
		height: Math.max(SMALLEST_PX, Math.round(height * scale)),
	};
}
