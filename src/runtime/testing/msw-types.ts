import type { ApiClient } from "../client.js";
import type { Answers, MatchedParams, MethodParams, ResultOf } from "./mock-types.js";

export interface MswOptions {
  /** The address that the client asks: what else is asked is left to other handlers. `*`: any. Default: the document's. */
  readonly baseUrl?: string | undefined;
}

/** `handlers.pets.get({ petId: 7 }).reply(200, pet)` is a handler for `setupServer` and `setupWorker`. */
export type MswHandlers<Client, Handler> = {
  readonly [Name in Exclude<keyof Client, keyof ApiClient>]: {
    readonly [Method in keyof Client[Name]]: MswOperation<Client[Name][Method], Handler>;
  };
};

/**
 * A handler for calls with these parameters: with all that are named here, whatever the others are. They are compared as they
 * are sent; parameters that are objects, forms and cookies are not looked at: a function decides for itself, and is given texts.
 */
export type MswOperation<Method, Handler> = (
  params?: MatchedParams<MethodParams<Method>>,
) => Answers<ResultOf<Method>> & Handler;
