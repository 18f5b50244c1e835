import * as v from "valibot";
import { ParlourError } from "../../protocol/errors.ts";
import { errorReply, pictureReply } from "../../protocol/http.ts";

const SIDE_PX = 256;
const QUALITY = 0.85;

/** The middle square of a picture, 256 px wide. Drawn anew, it holds nothing of where or when it was taken. */
export async function squarePicture(file: Blob): Promise<Blob> {
	const bitmap = await createImageBitmap(file).catch(() => {
		throw new ParlourError("bad_request", "This file cannot be read as a picture. Choose a PNG, JPEG or WebP file");
	});
	try {
		const side = Math.min(bitmap.width, bitmap.height);
		const canvas = document.createElement("canvas");
		canvas.width = SIDE_PX;
		canvas.height = SIDE_PX;
		const context = canvas.getContext("2d");
		if (!context) throw new ParlourError("internal", "The browser gives no canvas to make the picture small on");
		context.imageSmoothingQuality = "high";
		const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
		context.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX);
		// A browser that makes no WebP makes PNG instead.
		const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", QUALITY));
		if (!blob) throw new ParlourError("internal", "The browser could not make the picture small");
		return blob;
	} finally {
		bitmap.close();
	}
}

/** Sets it as one's own; the answer is its hash. */
export async function uploadPicture(picture: Blob): Promise<string> {
	const response = await fetch("/api/picture", {
		method: "POST",
		headers: { "Content-Type": picture.type },
		body: picture,
	}).catch(() => {
		throw new ParlourError("internal", "The server cannot be reached. Check the connection and try again");
	});
	const json: unknown = await response.json().catch(() => null);
	if (response.ok) return v.parse(pictureReply, json).picture;
	const error = v.safeParse(errorReply, json);
	if (error.success) throw new ParlourError(error.output.code, error.output.message);
	throw new ParlourError("internal", `The server answered ${response.status}. Try again in a moment`);
}
