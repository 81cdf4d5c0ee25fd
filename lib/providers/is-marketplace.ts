import { MarketStream } from "@/lib/domain/stream";
import type { Provider } from "./contract";

/** Whether a provider tells of goods that are sold, as against ads. */
export const isMarketplace = ({ streams }: Pick<Provider, "streams">): boolean =>
  MarketStream.options.some((stream) => streams[stream] !== undefined);
