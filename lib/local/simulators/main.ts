import { createServer } from "node:http";
import type { SimulatorModule } from "@/lib/providers/contract";

// One provider's simulator on a port of its own: `main.ts <provider> <port> <state file or -> <seed>`.
const [provider = "", port = "0", stateFile = "-", seed = "freshet"] = process.argv.slice(2);
const { simulator }: { simulator: SimulatorModule } = await import(
  `../../providers/${provider}/simulator/index.ts`
);
const { handle } = simulator.create({ seed, ...(stateFile === "-" ? {} : { stateFile }) });
const server = createServer(handle);
server.listen(Number(port), "127.0.0.1", () => console.log(`speaks on http://127.0.0.1:${port}`));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(0));
