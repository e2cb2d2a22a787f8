/**
 * Your own part of the SDK: what you export here is exported from `index.ts` too.
 *
 * sdkwright has written this file once and does not touch it again.
 */

export {};
