import "server-only";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";

/** A person waits for a `request`; a `worker` can wait. */
export type Visitor = "request" | "worker";

/** How long somebody waits for a free connection before being told to come back. */
const patienceMs = { request: 5_000, worker: 25_000 } as const;
/** Of the connections, what workers use at most: more of them at once end nothing sooner and keep people waiting. */
const workersShare = 0.5;

const busy = () =>
  new AppError({
    code: "database_busy",
    message: "Too much is going on at once. Nothing was lost; try again in a moment.",
    status: 503,
    retry: "now",
    cause: new Error("no connection became free"),
  });

type Waiting = { admit: () => void };

/**
 * Who may use one of the pool's connections. The driver would queue without end and without order: here people go
 * first, workers never take the last connections, and a deadline counts from when the work begins, so that a crowd is
 * answered with `database_busy` (503) instead of taking a slow database for a broken one.
 */
export class Gate {
  private readonly inside = { request: 0, worker: 0 };
  private readonly queues: Record<Visitor, Waiting[]> = { request: [], worker: [] };

  constructor(private readonly connections: number) {}

  private hasRoom(visitor: Visitor): boolean {
    const { request, worker } = this.inside;
    if (request + worker >= this.connections) return false;
    return visitor === "request" || worker < Math.max(1, Math.floor(this.connections * workersShare));
  }

  private async enter(visitor: Visitor): Promise<void> {
    if (this.hasRoom(visitor) && this.queues[visitor].length === 0) {
      this.inside[visitor] += 1;
      return;
    }
    const queue = this.queues[visitor];
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(busy());
      }, patienceMs[visitor]);
      queue.push(waiting);
    });
  }

  private leave(visitor: Visitor): void {
    this.inside[visitor] -= 1;
    for (const next of ["request", "worker"] as const) {
      while (this.hasRoom(next)) {
        const waiting = this.queues[next].shift();
        if (!waiting) break;
        this.inside[next] += 1;
        waiting.admit();
      }
    }
  }

  /** Runs `work` once there is room for it. Throws `database_busy` when there is none in time. */
  async pass<T>(visitor: Visitor, work: () => Promise<T>): Promise<T> {
    await this.enter(visitor);
    try {
      return await work();
    } finally {
      this.leave(visitor);
    }
  }
}

/** Next loads modules more than once in development; the pool's gate must exist once, as the pool. */
const holder = globalThis as typeof globalThis & { freshetGate?: Gate };

export function gate(): Gate {
  holder.freshetGate ??= new Gate(env().DATABASE_POOL);
  return holder.freshetGate;
}
