/** What `sdkwright --help` says. */
export const helpText = `sdkwright: the TypeScript SDK of an API, from its OpenAPI document

Usage
  sdkwright generate <input> --out <dir>   write the SDK
  sdkwright inspect <input>                what would be generated
  sdkwright <input> -o <dir>               short for generate

  <input> is a path, an http(s) URL, or - for standard input; JSON or YAML;
  Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2.

Options
  -o, --out <dir>            the folder of the SDK
      --name <Name>          the name of the client class (default: from the title)
      --transport <which>    undici (default), or fetch for browsers, workers, Deno and Bun
      --runtime <which>      bundled (default: its source is copied), or package (imports sdkwright/runtime)
      --types-dates <as>     what a date-time is: string (default), or date for Date
      --types-int64 <as>     what an int64 is: number (default), or bigint
      --types-enums <as>     open (default: other values are admitted in responses), or closed
      --allow-refs-from <dir>  a further folder that $refs may read from (repeatable)
      --allow-remote-refs    follow $refs to other origins
      --strict               warnings are errors: nothing is written where there is one
      --dry-run              say what would change, write nothing
      --cwd <dir>            the folder that paths are relative to
      --json                 the result as JSON on standard output
  -q, --quiet                only errors
      --no-color             no colours
  -h, --help                 this text
  -v, --version              the version

Exit codes
  0 done   1 the document or the generation failed   2 wrong usage   70 a bug of ours

Examples
  sdkwright generate openapi.yaml --out src/petstore
  curl -s https://example.com/openapi.json | sdkwright generate - --out src/api --name Example
  sdkwright inspect openapi.yaml --json
`;
