import { draw } from "../parts/icons.tsx";

export const AttachIcon = draw(
	"M19 11.5l-7.3 7.3a4.4 4.4 0 0 1-6.2-6.2l7.6-7.6a2.9 2.9 0 0 1 4.1 4.1l-7.4 7.4a1.4 1.4 0 0 1-2-2l6.6-6.6",
);
export const FormatIcon = draw("M6.6 15.5L12 4l5.4 11.5M8.4 11.7h7.2M5 20h14");
export const EmojiIcon = draw(
	"M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M8.5 14c.8 1.4 2 2.1 3.5 2.1s2.7-.7 3.5-2.1M9 9.7v.4M15 9.7v.4",
);
