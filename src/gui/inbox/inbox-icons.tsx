import { draw } from "../parts/icons.tsx";

export const CheckIcon = draw("M5 12.5l4.5 4.5L19 7.5");
export const UnreadIcon = draw("M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7");
export const ThreadIcon = draw("M9.5 6L5 10.5 9.5 15M5 10.5h9a5 5 0 0 1 5 5V18");
