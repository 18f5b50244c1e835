/** Loaded before The Lounge: it asks for news of itself at its start, and no test reaches out of this machine. */
Bun.plugin({
	name: "offline",
	setup(build) {
		build.onLoad({ filter: /[\\/]plugins[\\/]changelog\.js$/ }, () => ({
			contents: `export default { checkForUpdates() {}, fetch: async () => ({}), isUpdateAvailable: false };`,
			loader: "js",
		}));
	},
});
