import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BunPlugin } from "bun";
import * as v from "valibot";
import manifest from "../package.json" with { type: "json" };
import { guiManifest } from "../src/runtime/gui-files.ts";

/** Makes `dist/parlour`, one executable with everything in it, for this platform; `--all` for the others too. */
const ROOT = join(import.meta.dir, "..");
const DIST = join(ROOT, "dist");
const GUI = join(DIST, "gui");

/** The platform's name in Parlour's file names, Bun's target, and the npm package with that platform's Bun. */
const PLATFORMS = [
	{ name: "linux-x64", target: "bun-linux-x64", runtime: "@oven/bun-linux-x64" },
	{ name: "linux-arm64", target: "bun-linux-arm64", runtime: "@oven/bun-linux-aarch64" },
	{ name: "darwin-arm64", target: "bun-darwin-arm64", runtime: "@oven/bun-darwin-aarch64" },
	{ name: "windows-x64", target: "bun-windows-x64", runtime: "@oven/bun-windows-x64" },
] as const;
type Platform = (typeof PLATFORMS)[number];

/** Puts a module with the GUI's files inside it in the place of the one that reads them from dist/gui. */
const guiInside: BunPlugin = {
	name: "gui-inside",
	setup(build) {
		build.onLoad({ filter: /runtime\/gui-files\.ts$/ }, async () => {
			const { files } = v.parse(guiManifest, await Bun.file(join(GUI, "manifest.json")).json());
			const wanted = files.filter(({ path }) => path !== "manifest.json");
			const imports = wanted.map(
				({ path }, index) => `import f${index} from ${JSON.stringify(join(GUI, path))} with { type: "file" };`,
			);
			const rows = wanted.map(
				(file, index) => `{ ...${JSON.stringify(file)}, bytes: await Bun.file(f${index}).bytes() }`,
			);
			const contents = `${imports.join("\n")}\nexport async function readGuiFiles() { return [${rows.join(",\n")}]; }`;
			return { contents, loader: "ts" };
		});
	},
};

/** Ink asks for React's developer tools only where somebody wants them; they are not installed. */
const withoutDevtools: BunPlugin = {
	name: "without-devtools",
	setup(build) {
		build.onResolve({ filter: /^react-devtools-core$/ }, () => ({ path: "none", namespace: "devtools" }));
		build.onLoad({ filter: /.*/, namespace: "devtools" }, () => ({ contents: "export default {};", loader: "js" }));
	},
};

/** That platform's Bun, of the version that runs here, from the package registry that npm is set to. */
function fetchRuntime({ name, runtime }: Platform): string {
	const folder = join(DIST, "runtimes", name);
	const executable = join(folder, "package/bin", name.startsWith("windows") ? "bun.exe" : "bun");
	if (existsSync(executable)) return executable;
	mkdirSync(folder, { recursive: true });
	const archive = execFileSync("npm", ["pack", "--silent", `${runtime}@${manifest.dependencies.bun}`], {
		cwd: folder,
		encoding: "utf8",
	}).trim();
	execFileSync("tar", ["-xzf", archive], { cwd: folder });
	rmSync(join(folder, archive));
	return executable;
}

async function compile(platform: Platform, outfile: string): Promise<void> {
	const own = platform.name === `${process.platform}-${process.arch}`;
	await Bun.build({
		entrypoints: [
			join(ROOT, "src/main.ts"),
			join(ROOT, "src/store/sqlite/writer-worker.ts"),
			join(ROOT, "src/store/sqlite/search/search-worker.ts"),
		],
		root: join(ROOT, "src"),
		minify: { whitespace: true, syntax: true },
		sourcemap: "inline",
		define: { "process.env.NODE_ENV": '"production"' },
		plugins: [guiInside, withoutDevtools],
		compile: {
			target: platform.target,
			outfile,
			autoloadDotenv: false,
			autoloadBunfig: false,
			...(own ? {} : { executablePath: fetchRuntime(platform) }),
		},
	});
	// What matters of them is inside.
	for (const map of new Bun.Glob("*.map").scanSync({ cwd: DIST, absolute: true })) rmSync(map);
	const sizeMb = Bun.file(outfile).size / 1e6;
	console.log(`${outfile.slice(ROOT.length + 1)}  ${sizeMb.toFixed(0)} MB`);
}

await import("./build-gui.ts");
const all = process.argv.includes("--all");
const own = PLATFORMS.find(({ name }) => name === `${process.platform}-${process.arch}`);
if (own) await compile(own, join(DIST, "parlour"));
else if (!all)
	throw new Error(
		`no executable for ${process.platform}-${process.arch}; known are ${PLATFORMS.map(({ name }) => name).join(", ")}`,
	);
if (all) {
	for (const platform of PLATFORMS) {
		await compile(platform, join(DIST, `parlour-${platform.name}${platform.name.startsWith("windows") ? ".exe" : ""}`));
	}
}
