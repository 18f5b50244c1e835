const SIDE_PX = 64;

let drawn = 0;

/** The page's icon with a count on it, or without where nothing asks for one. */
export function drawBadge(count: number): void {
	const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
	if (!link || count === drawn) return;
	drawn = count;
	if (count === 0) {
		link.href = "/icon.svg";
		return;
	}
	const mark = new Image(SIDE_PX, SIDE_PX);
	mark.onload = () => {
		if (drawn === count) link.href = withBadge(mark, count > 99 ? "99" : String(count));
	};
	mark.src = "/icon.svg";
}

function withBadge(mark: HTMLImageElement, text: string): string {
	const canvas = document.createElement("canvas");
	canvas.width = SIDE_PX;
	canvas.height = SIDE_PX;
	const context = canvas.getContext("2d");
	if (!context) return "/icon.svg";
	context.drawImage(mark, 0, 0, SIDE_PX, SIDE_PX);
	const style = getComputedStyle(document.documentElement);
	const radius = 21;
	const [x, y] = [SIDE_PX - radius, SIDE_PX - radius];
	context.fillStyle = style.getPropertyValue("--badge-ground");
	context.beginPath();
	context.arc(x, y, radius, 0, Math.PI * 2);
	context.fill();
	context.fillStyle = style.getPropertyValue("--badge-ink");
	context.font = `bold ${text.length > 1 ? 26 : 32}px system-ui, sans-serif`;
	context.textAlign = "center";
	context.textBaseline = "middle";
	context.fillText(text, x, y + 2);
	return canvas.toDataURL("image/png");
}
