import { Agent } from "node:https";
import { connect } from "node:net";
import { SellingPartner } from "amazon-sp-api";
import { sandboxApp } from "@/lib/providers/amazon/simulator/sandbox";
import { allow, type World } from "./amazon-world";

/**
 * The usual SP-API client of Node (amazon-sp-api) reads the simulator. It is unmodified: it always speaks to Amazon's
 * hosts on port 443, and its documented option `https_proxy_agent` says which agent makes the connections. This one
 * ends them at the simulator, without TLS, whatever host was meant; the host stays in the request. `downloadStream`
 * takes no agent and is therefore never used here: nothing leaves the machine.
 */
class ToSimulator extends Agent {
  constructor(private readonly url: string) {
    super();
  }

  override createConnection() {
    const { hostname, port } = new URL(this.url);
    return connect(Number(port), hostname);
  }
}

type Options = NonNullable<ConstructorParameters<typeof SellingPartner>[0]["options"]>;

const configOf = ({ url }: Pick<World, "url">, options: Options = {}) => ({
  region: "na" as const,
  credentials: {
    SELLING_PARTNER_APP_CLIENT_ID: sandboxApp.clientId,
    SELLING_PARTNER_APP_CLIENT_SECRET: sandboxApp.clientSecret,
  },
  options: { https_proxy_agent: new ToSimulator(url), ...options },
});

/** A seller consents; the client exchanges the code they come back with. */
export async function refreshTokenOf(world: World): Promise<string> {
  const code = (await allow()).searchParams.get("spapi_oauth_code") ?? "";
  const stranger = new SellingPartner(configOf(world, { only_grantless_operations: true }));
  return (await stranger.exchange(code)).refresh_token;
}

export const clientOf = (world: World, refreshToken: string, options?: Options) =>
  new SellingPartner({ ...configOf(world, options), refresh_token: refreshToken });

/** Every page of a listing, with the client's own calls. */
export async function pagesOf<Page>(
  ask: (token: string | undefined) => Promise<Page>,
  next: (page: Page) => string | undefined,
): Promise<Page[]> {
  const pages = [await ask(undefined)];
  for (let token = next(pages[0] as Page); token; token = next(pages.at(-1) as Page))
    pages.push(await ask(token));
  return pages;
}
