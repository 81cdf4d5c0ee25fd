import { isoTime, type Wall } from "../../simulation";

/** Graph's spelling: `2023-03-21T22:41:00-0700`, the offset without a colon. */
export const graphTime = (timezone: string, wall: Wall): string =>
  isoTime(timezone, wall).replace(/:(\d\d)$/, "$1");
