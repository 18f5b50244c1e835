import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { type BunPlugin, gzipSync } from "bun";

/** The first load, scripts and styles together, gzipped: what GUI.md promises. */
const MAX_FIRST_LOAD_BYTES = 60_000;
const ROOT = join(import.meta.dir, "..");
const SOURCE = join(ROOT, "src/gui");
const DIST = join(ROOT, "dist");
const TARGET = join(DIST, "gui");

/** virtua imports React; in the browser that is Preact. Only here: `paths` would reach the server and the terminal too. */
const preactForReact: BunPlugin = {
	name: "preact-for-react",
	setup(build) {
		build.onResolve({ filter: /^react(-dom)?$/ }, () => ({ path: Bun.resolveSync("preact/compat", ROOT) }));
		build.onResolve({ filter: /^react\/jsx-runtime$/ }, () => ({ path: Bun.resolveSync("preact/jsx-runtime", ROOT) }));
	},
};

const TYPES: Record<string, string> = {
	js: "text/javascript; charset=utf-8",
	css: "text/css; charset=utf-8",
	html: "text/html; charset=utf-8",
	svg: "image/svg+xml",
	webmanifest: "application/manifest+json",
};

function typeOf(path: string): string {
	return TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

async function build(into: string): Promise<void> {
	const result = await Bun.build({
		entrypoints: [join(SOURCE, "main.tsx"), join(SOURCE, "styles/main.css")],
		outdir: into,
		target: "browser",
		minify: true,
		splitting: true,
		naming: { entry: "[name]-[hash].[ext]", chunk: "chunk-[hash].[ext]", asset: "[name]-[hash].[ext]" },
		define: { "process.env.NODE_ENV": '"production"' },
		plugins: [preactForReact],
	});
	const entries = result.outputs.filter(({ kind, path }) => kind === "entry-point" || path.endsWith(".css"));
	const script = entries.find(({ path }) => path.endsWith(".js"));
	const style = entries.find(({ path }) => path.endsWith(".css"));
	if (!script || !style) throw new Error("the build made no script or no style");

	// What the entry imports on its own account is loaded with it, and would not be counted below.
	if (/(?:from|import)\s*"\.\/chunk-/.test(await Bun.file(script.path).text())) {
		throw new Error("the first load waits for a chunk: import it with import(), or not from a lazy chunk too");
	}

	const page = (await Bun.file(join(SOURCE, "index.html")).text())
		.replace("{{script}}", `/${basename(script.path)}`)
		.replace("{{style}}", `/${basename(style.path)}`);
	await Bun.write(join(into, "index.html"), page);
	await Bun.write(join(into, "icon.svg"), Bun.file(join(SOURCE, "icon.svg")));

	let firstLoadBytes = 0;
	for (const { path } of [script, style]) firstLoadBytes += gzipSync(await Bun.file(path).bytes()).length;
	const paths = await readdir(into);
	const files = paths.map((path) => ({ path, type: typeOf(path), immutable: /-[a-z0-9]{8}\./.test(path) }));
	console.error(
		`GUI built: first load ${(firstLoadBytes / 1000).toFixed(1)} kB gzipped of at most ${MAX_FIRST_LOAD_BYTES / 1000} kB`,
	);
	if (firstLoadBytes > MAX_FIRST_LOAD_BYTES) throw new Error("the first load is too large");
	await Bun.write(join(into, "manifest.json"), JSON.stringify({ firstLoadBytes, files }, null, "\t"));
}

// Beside its place, and put there whole: a server may start at any moment, and a failed build leaves the last one.
const making = join(DIST, `gui-making-${process.pid}`);
await mkdir(making, { recursive: true });
try {
	await build(making);
	const former = `${making}-former`;
	await rename(TARGET, former).catch(() => null);
	await rename(making, TARGET);
	await rm(former, { recursive: true, force: true });
} finally {
	await rm(making, { recursive: true, force: true });
}
