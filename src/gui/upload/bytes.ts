export type Bytes = Uint8Array<ArrayBuffer>;

export function viewOf({ buffer, byteOffset, byteLength }: Bytes): DataView {
	return new DataView(buffer, byteOffset, byteLength);
}

/** Each byte is a character of Latin-1. */
export function textAt(bytes: Bytes, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}
