import type { Parameter } from "../model/operation.js";

/** What makes a parameter the same as another: its place and its name. RFC 9110, 5.1: header names compare case-insensitively. */
export function parameterKey({ location, wireName }: Pick<Parameter, "location" | "wireName">): string {
  return `${location} ${location === "header" ? wireName.toLowerCase() : wireName}`;
}
