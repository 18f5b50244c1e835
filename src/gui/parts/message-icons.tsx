import { draw } from "./icons.tsx";

export const ReactIcon = draw(
	"M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M8.5 14c.8 1.4 2 2.1 3.5 2.1s2.7-.7 3.5-2.1M9 9.7v.4M15 9.7v.4",
);
export const ReplyIcon = draw("M9.5 6L4.5 11l5 5M4.5 11h9a6 6 0 0 1 6 6v1");
export const BookmarkIcon = draw("M7 4.5h10v15l-5-4-5 4z");
export const MoreIcon = draw(
	"M5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M11.5 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M18 12a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0",
);
export const PinIcon = draw("M9 4h6l-.7 6 3.2 3.5h-11L9.7 10zM12 13.5V20");
export const LinkIcon = draw(
	"M10 14a3.8 3.8 0 0 0 5.4 0l3-3A3.8 3.8 0 0 0 13 5.6l-1 1M14 10a3.8 3.8 0 0 0-5.4 0l-3 3a3.8 3.8 0 0 0 5.4 5.4l1-1",
);
export const UnreadIcon = draw("M4.5 6.5h15v11h-15zM4.5 7.5L12 13l7.5-5.5");
export const BellIcon = draw("M7 16.5V11a5 5 0 0 1 10 0v5.5l1.5 1.5h-13zM10.5 20.5h3");
export const HistoryIcon = draw("M5 5v4h4M5.4 9A7.6 7.6 0 1 1 4.4 12.5M12 8v4.3l3 1.8");
export const FileIcon = draw("M7 3.5h6.5L18 8v12.5H7zM13.5 3.5V8H18");
export const DownloadIcon = draw("M12 4.5v10.5M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14");
export const BackIcon = draw("M14.5 5.5L8 12l6.5 6.5");
export const ForthIcon = draw("M9.5 5.5L16 12l-6.5 6.5");
export const ZoomIcon = draw("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.3 15.3L20 20M10.5 8v5M8 10.5h5");
export const ThreadIcon = draw("M6 4v7.5a4 4 0 0 0 4 4h8.5M15 12l3.5 3.5L15 19");
