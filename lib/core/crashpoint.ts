import { env } from "./env";

let passed = 0;

/**
 * A named place where the crash harness ends this process as kill -9 would, or with `:stop` freezes it. Does nothing
 * unless FRESHET_CRASH is `<name>@<n>`, the n-th passing of that place; refused in production.
 */
export function crashpoint(name: string): void {
  const wanted = /^(.+)@(\d+)(:stop)?$/.exec(env().FRESHET_CRASH ?? "");
  if (wanted?.[1] !== name) return;
  passed += 1;
  if (passed === Number(wanted[2])) process.kill(process.pid, wanted[3] ? "SIGSTOP" : "SIGKILL");
}
