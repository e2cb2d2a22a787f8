/** The configuration is not one: the message names each wrong setting. */
export class ConfigError extends TypeError {
  override readonly name = "ConfigError";
}
