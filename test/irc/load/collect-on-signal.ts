/** Loaded before the server: it collects what is no longer needed when it is told to, and says that it has. */
process.on("SIGUSR2", () => {
	Bun.gc(true);
	console.log("collected");
});
