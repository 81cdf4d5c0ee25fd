import { dataOf, type OpHandler } from "./context";
import { invokeFunction } from "./invoke-function";
import { sleep } from "./sleep";
import { keepError, retryStep } from "./step-error";
import { planStep } from "./step-planned";
import { keepResult } from "./step-run";
import { waitForEvent } from "./wait-for-event";

const completeRun: OpHandler = async ({ op }) => ({ next: "complete", output: dataOf(op) });

const lookAgain: OpHandler = async ({ op }) => ({ next: "advance", cause: op.id, isRace: false });

export const opcodes: Record<string, OpHandler> = {
  Step: keepResult,
  StepRun: keepResult,
  StepPlanned: planStep,
  StepError: retryStep,
  StepFailed: keepError,
  Sleep: sleep,
  WaitForEvent: waitForEvent,
  InvokeFunction: invokeFunction,
  RunComplete: completeRun,
  DiscoveryRequest: lookAgain,
};
