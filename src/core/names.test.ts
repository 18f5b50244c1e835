import { expect, test } from "bun:test";
import fc from "fast-check";
import { ParlourError } from "../protocol/errors.ts";
import { checkDisplayName, checkRoomName, checkUserName, nameKey } from "./names.ts";

function refusal(check: () => unknown): string {
	try {
		check();
	} catch (cause) {
		if (cause instanceof ParlourError) {
			expect(cause.code).toBe("name_invalid");
			return cause.message;
		}
		throw cause;
	}
	throw new Error("the name was taken");
}

test.each([
	"a",
	"Asha",
	"Jun.Li",
	"mara_okafor-2",
	"Tomás",
	"प्रिया",
	"李小龙",
	"ยุพา",
	"محمد",
	"עדה",
	"Дмитрий",
	"Ελένη",
	"김민준",
	"田中さん",
	"Dvořák",
	"42",
])("%s is a name, and is kept as it was typed", (name) => {
	expect(checkUserName(name)).toBe(name);
});

test.each([
	"<EXIT>",
	"a b",
	"a\tb",
	"a\nb",
	"a:b",
	"a/b",
	"@asha",
	"#reef",
	"asha!",
	"a,b",
	"🚢",
	"a\u0000",
	"\u202Easha",
	"as\uD800ha",
])("%j is refused for its characters", (name) => {
	expect(refusal(() => checkUserName(name))).toContain("only letters, digits and - _ . may stand in it");
});

test.each([
	["a zero-width space", "as\u200Bha"],
	["a zero-width joiner", "as\u200Dha"],
	["a zero-width non-joiner", "as\u200Cha"],
	["a soft hyphen", "as\u00ADha"],
	["a byte order mark", "as\uFEFFha"],
	["a variation selector", "asha\uFE0F"],
	["a Hangul filler", "asha\u3164"],
	["a combining grapheme joiner", "a\u034Fsha"],
])("%s hides in no name", (_what, name) => {
	refusal(() => checkUserName(name));
});

test("a name needs a letter or a digit, and must not be empty", () => {
	expect(refusal(() => checkUserName(""))).toContain("it is empty");
	expect(refusal(() => checkUserName("   "))).toContain("it is empty");
	expect(refusal(() => checkUserName("._-"))).toContain("it needs a letter or a digit");
});

test.each(["🦊", "🇳🇴", "❤️", "👩‍🔬", "->💜<-"])("%s is a name to be shown, and none to log in by", (name) => {
	expect(checkDisplayName(name)).toBe(name);
	refusal(() => checkUserName(name));
});

test.each(["...", "\u200D", "\uFE0F", "—"])("what nobody could call somebody by is no name to be shown: %j", (name) => {
	expect(refusal(() => checkDisplayName(name))).toContain("it needs a letter, a digit or an emoji");
});

test("thirty-two characters are the most, counted as people count them and not in UTF-16", () => {
	const astral = "𠮷"; // two code units
	expect(checkUserName(astral.repeat(32))).toBe(astral.repeat(32));
	expect(refusal(() => checkUserName(astral.repeat(33)))).toContain("it has 33 characters, and 32 are the most");
	expect(checkUserName("a".repeat(32))).toHaveLength(32);
	refusal(() => checkUserName("a".repeat(33)));
	expect(checkUserName("e\u0301".repeat(32))).toBe("é".repeat(32));
});

test("space around a name is not part of it", () => {
	expect(checkUserName("  asha\n")).toBe("asha");
	expect(checkRoomName("  #reef ")).toBe("reef");
});

test.each([
	"all",
	"Everyone",
	"SYSTEM",
	"host",
	"Parlour",
	"here",
	"channel",
	"a11",
	"r00m",
	"ａｌｌ",
	"hоst".normalize(),
])("nobody is called %s, which would pass for the server or for many", (name) => {
	refusal(() => checkUserName(name));
});

test("a room may be called what no person may", () => {
	expect(checkRoomName("#all")).toBe("all");
	expect(checkRoomName("system")).toBe("system");
});

test.each([
	["а Cyrillic letter", "gu\u0435st"],
	["a Greek letter", "gu\u03B5st"],
	["an Armenian letter", "guest\u0585"],
	["a Cherokee letter", "guest\u13AA"],
])("Latin is not mixed with %s", (_what, name) => {
	expect(refusal(() => checkUserName(name))).toContain("it mixes alphabets that look alike");
});

test.each([
	["guest", "Guest"],
	["guest", "GUEST"],
	["guest", "ｇｕｅｓｔ"],
	["tomás", "toma\u0301s"],
	["bob", "b0b"],
	["lola", "1o1a"],
	["ace", "асе"],
	["оля", "ОЛЯ"],
	["straße", "STRASSE"],
	["οδος", "ΟΔΟΣ"],
	["οδοσ", "ΟΔΟΣ"],
	["file", "ﬁle"],
	["kelvin", "\u212Aelvin"],
])("%s and %s are one name", (one, other) => {
	expect(nameKey(one)).toBe(nameKey(other));
});

test.each([
	["asha", "usha"],
	["jun", "jun2"],
	["tomas", "tomás"],
	["李", "季"],
	["प्रिया", "प्रीया"],
	["a.b", "ab"],
	["a-b", "a_b"],
])("%s and %s are two names", (one, other) => {
	expect(nameKey(one)).not.toBe(nameKey(other));
});

const letters = fc.string({
	unit: fc.constantFrom(..."abcxyzABCXYZ019._-éßñΣσςДдǅŉİıſ李प्रम"),
	minLength: 1,
	maxLength: 12,
});

test("whatever a name is, its upper case, its lower case and its key are the same name", () => {
	fc.assert(
		fc.property(letters, (name) => {
			const key = nameKey(name);
			expect(nameKey(name.toUpperCase())).toBe(key);
			expect(nameKey(name.normalize("NFD"))).toBe(key);
			expect(nameKey(key)).toBe(key);
		}),
	);
});

test("any text is either a name that stays as it is when it is checked again, or refused with a reason", () => {
	fc.assert(
		fc.property(fc.oneof(letters, fc.string({ unit: "binary", maxLength: 40 })), (raw) => {
			let name: string;
			try {
				name = checkUserName(raw);
			} catch (cause) {
				expect(cause).toBeInstanceOf(ParlourError);
				return;
			}
			expect(checkUserName(name)).toBe(name);
			expect([...name].length).toBeLessThanOrEqual(32);
			expect(name).toMatch(/^\S+$/);
		}),
	);
});

test.each([
	["Alice", "AIice"],
	["bill", "biIl"],
	["user1", "userl"],
	["bob", "b0b"],
])("%s and %s look alike, and are one name", (one, other) => {
	expect(nameKey(one)).toBe(nameKey(other));
});
