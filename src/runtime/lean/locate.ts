import { protectError } from "../errors/protect-error.js";
import { locateError, SdkError } from "../errors/sdk-error.js";
import type { LeanCall } from "./feature.js";

/** Runs a part of a call, whose errors learn which call they belong to, and lose what is secret. */
export async function located<Value>(call: LeanCall, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    call.settle?.();
    locate(call, error);
    await call.failed?.(error);
    throw error;
  }
}

/** Errors of the user's own code stay as they are. */
export function locate(call: LeanCall, error: unknown): void {
  if (!(error instanceof SdkError)) return;
  protectError(error, call.secrets());
  const { id: operationId, method } = call.operation;
  locateError(error, { ...call, operationId, method, url: call.url(), requestId: call.request?.requestId });
}
