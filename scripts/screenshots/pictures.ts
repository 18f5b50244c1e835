import type { Browser } from "playwright-core";

/** The pier at sunset, as a photo would be: a PNG. */
const PIER = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900">
<defs><linearGradient id="sky" x2="0.3" y2="1"><stop stop-color="#e9b48d"/><stop offset="0.5" stop-color="#d28a86"/><stop offset="1" stop-color="#6d5a86"/></linearGradient>
<linearGradient id="sea" x2="0" y2="1"><stop stop-color="#4a4468"/><stop offset="1" stop-color="#22233d"/></linearGradient></defs>
<rect width="1600" height="900" fill="url(#sky)"/><circle cx="1120" cy="430" r="56" fill="#ffe2b8"/>
<rect y="480" width="1600" height="420" fill="url(#sea)"/>
<g fill="#ffe2b8" opacity="0.5"><rect x="1070" y="500" width="100" height="5"/><rect x="1040" y="530" width="160" height="4"/><rect x="1085" y="566" width="80" height="4"/></g>
<path d="M0 640L900 500v24L0 720z" fill="#1b1a2e"/><path d="M120 640v120M330 612v110M520 584v96M690 560v80M830 540v64" stroke="#1b1a2e" stroke-width="16"/>
<path d="M690 540v-150h70v150z" fill="#23223a"/><rect x="705" y="410" width="40" height="30" fill="#ffd98f"/></svg>`;

const FACES: Record<string, readonly [ground: string, coat: string, skin: string, hair: string]> = {
	mara: ["#2f6f5e", "#e4c9a0", "#7a4b32", "#1d1411"],
	jun: ["#b9d3e6", "#23405c", "#e6b48d", "#191c22"],
};

function face([ground, coat, skin, hair]: readonly [string, string, string, string]): string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256"><rect width="256" height="256" fill="${ground}"/>
<path d="M36 256c6-62 44-82 92-82s86 20 92 82z" fill="${coat}"/><rect x="104" y="140" width="48" height="52" rx="20" fill="${skin}"/>
<ellipse cx="128" cy="112" rx="50" ry="58" fill="${skin}"/><path d="M74 116c-8-64 28-82 56-82 34 0 60 22 52 82-8-34-22-46-56-46s-46 12-52 46z" fill="${hair}"/></svg>`;
}

async function render(browser: Browser, svg: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
	const page = await browser.newPage({ viewport: { width, height } });
	await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
	const png = await page.screenshot({ type: "png" });
	await page.close();
	return new Uint8Array(png);
}

export interface Pictures {
	pier: Uint8Array<ArrayBuffer>;
	/** By the account's name. */
	faces: Map<string, Uint8Array<ArrayBuffer>>;
}

export async function drawPictures(browser: Browser): Promise<Pictures> {
	const faces = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [name, look] of Object.entries(FACES)) faces.set(name, await render(browser, face(look), 256, 256));
	return { pier: await render(browser, PIER, 1600, 900), faces };
}
