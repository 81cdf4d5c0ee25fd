import {
  environmentManager,
  MutationCache,
  type Query,
  QueryCache,
  QueryClient,
} from "@tanstack/react-query";
import { ApiError } from "@/lib/api/api-error";

/** A session that ended under the reader's hands: to sign in, and back to this page afterwards. */
function leaveWhenSignedOut(error: Error) {
  if (!(error instanceof ApiError) || error.problem.status !== 401) return;
  const next = encodeURIComponent(location.pathname + location.search);
  location.assign(`/sign-in?expired=1&next=${next}`);
}

const mayPass = (error: Error) =>
  error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);

function createQueryClient(onChange = () => {}) {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut, onSuccess: onChange }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // The server may be on this very machine, reachable without any network.
        networkMode: "always",
        retry: (failures, error) => failures < 3 && mayPass(error),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** What is being chosen from does not change under the reader's hands, and asks the provider. */
const isSettled = ({ queryKey }: Query) => queryKey[0] !== "connect";

/** What is changed in one tab is read again in the others, at once. */
function createSharedClient(): QueryClient {
  if (typeof BroadcastChannel === "undefined") return createQueryClient();
  const channel = new BroadcastChannel("freshet.changes");
  const client = createQueryClient(() => channel.postMessage("changed"));
  channel.onmessage = () => void client.invalidateQueries({ predicate: isSettled });
  return client;
}

let browserClient: QueryClient | undefined;

/** One client for the browser; a fresh one for every server render. */
export function getQueryClient(): QueryClient {
  if (environmentManager.isServer()) return createQueryClient();
  browserClient ??= createSharedClient();
  return browserClient;
}
