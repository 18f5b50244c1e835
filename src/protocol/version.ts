/** The native wire's version. What may change without moving it stands in docs/protocol.md. */
export const PROTOCOL_VERSION = 1;
