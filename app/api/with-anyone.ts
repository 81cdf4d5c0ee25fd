import "server-only";
import { assertSameOrigin } from "./same-origin";
import { toProblemResponse } from "./to-problem-response";

type Handler = (request: Request) => Promise<Response>;

/** A route handler that changes nothing and asks nobody who they are; only our own pages may call it. */
export const withAnyone =
  (handler: Handler) =>
  async (request: Request): Promise<Response> => {
    try {
      assertSameOrigin(request);
      const response = await handler(request);
      response.headers.set("cache-control", "private, no-store");
      return response;
    } catch (error) {
      return toProblemResponse(error, request);
    }
  };
