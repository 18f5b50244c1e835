/** Styles that come with a part which is loaded when first needed: see styles/adopt-styles.ts. */
declare module "*.css" {
	const text: string;
	export default text;
}
