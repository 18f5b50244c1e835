/** A body that begins so tells what its author does (`/me waves`): screens show the rest of it as a deed, IRC as an ACTION. */
export const ACTION = /^\/me (?=\S)/;
