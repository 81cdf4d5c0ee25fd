import { inTheWorld } from "./in-the-world";
import { onTheWire } from "./on-the-wire";

/** Everything a vendor, a network or a clock has been seen to do to its clients, F1 to F36. */
export const catalogue = [...onTheWire, ...inTheWorld];
