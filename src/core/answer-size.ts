/** A bound on the texts of one answer, so that a slow reader's queue holds it; a single message may have more. */
export const MAX_ANSWER_CHARS = 200_000;
