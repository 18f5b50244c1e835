/** Real pictures, 6 by 4 px, with what a phone writes beside them: where it was taken, and that it is to be turned. */

type Bytes = Uint8Array<ArrayBuffer>;

// As Chromium wrote them, without their colour profiles.
const JPEG =
	"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAEAAYDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAZEAACAwEAAAAAAAAAAAAAAAAAAgEDETH/xAAVAQEBAAAAAAAAAAAAAAAAAAAFBv/EABgRAQEAAwAAAAAAAAAAAAAAAAIBABES/9oADAMBAAIRAxEAPwCHXWta4kZHQAGpJ3pXdy6JJnJmpn//2Q==";
const PNG =
	"iVBORw0KGgoAAAANSUhEUgAAAAYAAAAECAYAAACtBE5DAAAAJ0lEQVR4AXSLSQoAAAgCp/7/Z+tidChhQFwSJDOmgy44lSIwe/E+CgAA//8PX/D/AAAABklEQVQDAJl6Dv1yw4vpAAAAAElFTkSuQmCC";
const WEBP_PICTURE =
	"VlA4IEQAAADwAQCdASoGAAQAAsBMJbACdLoAArrbQIAA/vGGLlpw+5Q+8cez2mSRZnb1Cp4LB/9hzIb+6/35/auf9aH/60P+lAAAAA==";

/** What stands in the bytes of each photo, and must not after it was cleaned. */
export const SECRETS = ["Somewhere St 1", "GPSMAP", "38.7223", "leftover"];

export const text = (value: string): Bytes => new TextEncoder().encode(value);
const decode = (base64: string): Bytes => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

export function join(...parts: readonly (Bytes | readonly number[])[]): Bytes {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

export const u16 = (value: number) => [value >> 8, value & 0xff];
export const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];

/** EXIF as a camera writes it: the make, how it is to be turned, and a GPS directory with an address and a latitude. */
export function exif(orientation: number): Bytes {
	const address = text("Somewhere St 1\0");
	const make = text("GPSMAP\0\0");
	const directory = 8;
	const gps = directory + 2 + 3 * 12 + 4;
	const latitudeAt = gps + 2 + 2 * 12 + 4;
	const addressAt = latitudeAt + 24;
	const makeAt = addressAt + address.length;
	const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
		...u16(tag),
		...u16(type),
		...u32(count),
		...value,
	];
	return join(
		[0x4d, 0x4d, 0, 42, ...u32(directory)],
		u16(3),
		entry(0x010f, 2, make.length, u32(makeAt)),
		entry(0x0112, 3, 1, [...u16(orientation), 0, 0]),
		entry(0x8825, 4, 1, u32(gps)),
		u32(0),
		u16(2),
		entry(0x0002, 5, 3, u32(latitudeAt)),
		entry(0x001c, 2, address.length, u32(addressAt)),
		u32(0),
		[...u32(38), ...u32(1), ...u32(43), ...u32(1), ...u32(2028), ...u32(100)],
		address,
		make,
	);
}

export const XMP = text('<x:xmpmeta><exif:GPSLatitude="38.7223"/></x:xmpmeta>');

/** With EXIF, XMP, IPTC and a comment before the picture, and a second one behind it. */
export function photoJpeg(orientation: number): Bytes {
	const segment = (marker: number, data: Bytes) => join([0xff, marker, ...u16(data.length + 2)], data);
	const plain = decode(JPEG);
	return join(
		plain.subarray(0, 20),
		segment(0xe1, join(text("Exif\0\0"), exif(orientation))),
		segment(0xe1, join(text("http://ns.adobe.com/xap/1.0/\0"), XMP)),
		segment(0xe2, text("ICC_PROFILE\0\u0001\u0001colours")),
		segment(0xed, text("Photoshop 3.0\0Somewhere St 1")),
		segment(0xfe, text("38.7223")),
		plain.subarray(20),
		text("leftover"),
	);
}

export function photoPng(orientation: number): Bytes {
	const plain = decode(PNG);
	const headerEnd = 8 + 25;
	// No reader here looks at the sums of what is left out.
	const chunk = (name: string, data: Bytes) => join(u32(data.length), text(name), data, u32(0));
	return join(
		plain.subarray(0, headerEnd),
		chunk("eXIf", exif(orientation)),
		chunk("iTXt", join(text("XML:com.adobe.xmp\0\0\0\0\0"), XMP)),
		chunk("tEXt", text("Comment\0Somewhere St 1")),
		plain.subarray(headerEnd),
		text("leftover"),
	);
}

export function photoWebp(orientation: number): Bytes {
	const little = (value: number) => u32(value).reverse();
	const chunk = (name: string, data: Bytes) =>
		join(text(name), little(data.length), data, data.length % 2 === 1 ? [0] : []);
	const flags = 0x08 | 0x04;
	const chunks = join(
		chunk("VP8X", join([flags, 0, 0, 0, 5, 0, 0, 3, 0, 0])),
		decode(WEBP_PICTURE),
		chunk("EXIF", exif(orientation)),
		chunk("XMP ", XMP),
	);
	return join(text("RIFF"), little(chunks.length + 4), text("WEBP"), chunks, text("leftover"));
}

/** A moving picture of one pixel, with a comment and XMP as Photoshop writes it: not in pieces, but with a way out behind it. */
export function photoGif(): Bytes {
	const application = (name: string) => join([0x21, 0xff, 11], text(name));
	const wayOut = join(
		[1],
		Uint8Array.from({ length: 256 }, (_, index) => 255 - index),
		[0],
	);
	const picture = join([0x21, 0xf9, 4, 0, 10, 0, 0, 0], [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
	return join(
		text("GIF89a"),
		[1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255],
		application("NETSCAPE2.0"),
		[3, 1, 0, 0, 0],
		picture,
		[0x21, 0xfe, 14],
		text("Somewhere St 1"),
		[0],
		application("XMP DataXMP"),
		XMP,
		wayOut,
		picture,
		[0x3b],
		text("leftover"),
	);
}

/** As a camera's raw picture begins: its EXIF is the head of the file. */
export function photoTiff(): Bytes {
	return join(exif(6), text("kept: the picture"));
}

export function includesText(bytes: Uint8Array, wanted: string): boolean {
	return new TextDecoder("latin1").decode(bytes).includes(wanted);
}
