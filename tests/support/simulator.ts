import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimulatorModule, SimulatorOptions, Truth } from "@/lib/providers/contract";

export type TestSimulator = {
  url: string;
  control: <T = unknown>(method: "GET" | "POST" | "DELETE", verb: string, body?: unknown) => Promise<T>;
  /** Adds a fault by its kind; `on`, `account`, `page`, `times`, … as the kit knows them. */
  fault: (kind: string, fault?: Record<string, unknown>) => Promise<unknown>;
  truth: (days?: number) => Promise<Truth>;
  stop: () => Promise<void>;
};

/** What a provider's folder exports as its simulator. */
export async function loadSimulator(providerId: string): Promise<SimulatorModule> {
  const { simulator } = await import(`../../lib/providers/${providerId}/simulator/index.ts`);
  return simulator;
}

/** A provider's simulator on a free port; the provider's client in this process is pointed at it. */
export async function startSimulator(
  module: SimulatorModule,
  options: SimulatorOptions,
): Promise<TestSimulator> {
  const server = createServer(module.create(options).handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, module.sandboxEnv(url));
  const control = async <T>(method: string, verb: string, body?: unknown): Promise<T> => {
    const response = await fetch(`${url}/_control/${verb}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${verb}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {
    url,
    control,
    fault: (kind, fault = {}) => control("POST", "faults", { kind, ...fault }),
    truth: (days = 90) => control("GET", `truth?days=${days}`),
    stop,
  };
}
