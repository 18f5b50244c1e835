import type { Context, Hono } from "hono";
import { ParlourError } from "../../protocol/errors.ts";
import { incomingOf } from "./request-size.ts";
import { type Env, originOf, type RouteContext, sessionOf } from "./route-context.ts";
import { serveBlob } from "./serve-blob.ts";

/** Each use is checked again, so that what is deleted or left is gone at once; the ETag spares sending it again. */
const CHECKED = "private, no-cache";
/** The hash in its path is of what is in it. */
const FOR_EVER = "private, max-age=31536000, immutable";

/** Attachments, their previews and people's pictures, in and out. */
export function addFileRoutes(app: Hono<Env>, { core, blobs }: RouteContext): void {
	const { files } = core;
	const { pictures } = files;

	app.post("/api/files", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const upload = {
			...incomingOf(c),
			name: c.req.query("name") ?? "",
			contentType: c.req.header("content-type") ?? null,
		};
		return c.json({ file: await files.upload(session, originOf(c), upload) });
	});
	app.post("/api/files/:id/preview", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const [width, height] = [pixels(c, "width"), pixels(c, "height")];
		const preview = { ...incomingOf(c), file: c.req.param("id"), width, height };
		return c.json({ file: await files.setPreview(session, originOf(c), preview) });
	});
	app.delete("/api/files/:id", async (c) => {
		await files.drop(await sessionOf(core, c.req.raw), c.req.param("id"));
		return c.json({});
	});
	app.post("/api/picture", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return c.json({ picture: await pictures.set(session, originOf(c), incomingOf(c)) });
	});

	app.get("/files/:id/preview", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return serveBlob(c.req.raw, blobs, await files.openPreview(session, c.req.param("id")), CHECKED);
	});
	app.get("/files/:id/:name", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		const served = await files.open(session, c.req.param("id"));
		const download = c.req.query("download") !== undefined;
		return serveBlob(c.req.raw, blobs, download ? { ...served, shown: false } : served, CHECKED);
	});
	app.get("/pictures/:hash", async (c) => {
		const session = await sessionOf(core, c.req.raw);
		return serveBlob(c.req.raw, blobs, await pictures.open(session, c.req.param("hash")), FOR_EVER);
	});
}

function pixels(c: Context<Env>, name: string): number {
	const text = c.req.query(name) ?? "";
	if (/^\d{1,6}$/.test(text)) return Number(text);
	throw new ParlourError("bad_request", `Cannot take this preview: its ${name} must be a whole number`);
}
