import { draw } from "../../parts/icons.tsx";

export { LinkIcon } from "../../parts/message-icons.tsx";

export const BoldIcon = draw("M8 5h5a3.4 3.4 0 0 1 0 6.8H8zM8 11.8h6a3.6 3.6 0 0 1 0 7.2H8zM9 5v14");
export const ItalicIcon = draw("M10.5 5h6M7.5 19h6M14 5l-4 14");
export const StrikeIcon = draw(
	"M5 12h14M16.5 8.2C16 6.2 14.3 5 12 5 9.600 5 7.700 6.200 7.700 8.300c0 1.600 1 2.600 2.600 3.200M7.300 15.800C7.900 17.900 9.700 19 12 19c2.600 0 4.500-1.200 4.500-3.400 0-1.100-.4-1.900-1.100-2.600",
);
export const CodeIcon = draw("M8.500 7.500L4 12l4.500 4.500M15.500 7.500L20 12l-4.500 4.500");
export const BlockIcon = draw("M4 5h16v14H4zM9.500 9.500L7 12l2.500 2.500M14.500 9.500L17 12l-2.500 2.500");
export const QuoteIcon = draw("M5 5v14M9.500 8H20M9.500 12H20M9.500 16h6");
export const ListIcon = draw("M9 7h11M9 12h11M9 17h11M4.500 7h.01M4.500 12h.01M4.500 17h.01");
