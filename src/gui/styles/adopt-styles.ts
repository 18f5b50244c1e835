const adopted = new Set<string>();

/** Styles of a part that is not there at first sight. A style element would be against the Content-Security-Policy. */
export function adoptStyles(text: string): void {
	if (adopted.has(text)) return;
	adopted.add(text);
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(text);
	document.adoptedStyleSheets.push(sheet);
}
