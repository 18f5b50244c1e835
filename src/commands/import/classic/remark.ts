/** What is to be said about a place in a file. */
export interface Remark {
	file: string;
	line: number;
	/** Nothing of the line could be kept. */
	lost: boolean;
	text: string;
}
