/** Half a second of one colour, 32 by 18 px, as Chromium recorded it. */
const WEBM =
	"GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAKUEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAoLsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD+jkXTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFhxde8jc0TPCDgQFV7oEBhoVWX1ZQOOCdsIEguoESU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAaLngQCg1qGrgQAAAHACAJ0BKiAAEgAKRwiFhYiZhIg3ggJ08sZmYtgA/tDKwJK1ZtZYAHWhpqak7oEBpZ8wAgCdASogABIACocIhYWImYSIOAIAB5DzycD+664AoL+hn4EAYwDRAQApEaQAGAAeV/QMAEEOAP7UmVWWohyB44B1oZimlu6BAaWRsQEAKhHAABgAGFgv9AAIcAD7gQCgv6GfgQDHANEBACkRwAAYAB5X9AwAQQ4A/tDKwJK1ZtZYAHWhmKaW7oEBpZGxAQAqEcAAGAAYWC/0AAhwAPuBY6C/oZ+BASsA0QEAKRHAABgAHlf0DABBDgD+0MrAkrVm1lgAdaGYppbugQGlkbEBACoRwAAYABhYL/QACHAA+4HHoMChn4EBkADRAQApEcAAGAAeV/QMAEEOAP7QysCStWbWWAB1oZimlu6BAaWRsQEAKhHAABgAGFgv9AAIcAD7ggEroMChn4EB9ADRAQApEcAAGAAeV/QMAEEOAP7QysCStWbWWAB1oZimlu6BAaWRsQEAKhHAABgAGFgv9AAIcAD7ggGQHFO7a427i7OBALeG94EB8YHU";

export const VIDEO: Uint8Array<ArrayBuffer> = Uint8Array.from(atob(WEBM), (char) => char.charCodeAt(0));

/** So many seconds of silence, as a WAV file. */
export function silence(seconds: number): Uint8Array<ArrayBuffer> {
	const rate = 8000;
	const size = rate * seconds;
	const bytes = new Uint8Array(44 + size).fill(128, 44);
	const view = new DataView(bytes.buffer);
	const name = (at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
	name(0, "RIFF");
	view.setUint32(4, 36 + size, true);
	name(8, "WAVEfmt ");
	view.setUint32(16, 16, true);
	// PCM, one channel, a byte a sample.
	view.setUint16(20, 1, true);
	view.setUint16(22, 1, true);
	view.setUint32(24, rate, true);
	view.setUint32(28, rate, true);
	view.setUint16(32, 1, true);
	view.setUint16(34, 8, true);
	name(36, "data");
	view.setUint32(40, size, true);
	return bytes;
}
