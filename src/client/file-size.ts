/** "1.2 MB" */
export function formatSize(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	const units = ["kB", "MB", "GB", "TB"];
	const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
	const amount = bytes / 1000 ** power;
	return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${units[power - 1]}`;
}
