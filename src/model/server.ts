/** OpenAPI 3.2, 4.5 Server Object. */
export interface Server {
  readonly url: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly enum: readonly string[];
}
