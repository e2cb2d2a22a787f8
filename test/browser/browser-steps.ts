import { expectEqual, expectFailure, type Step } from "../runtimes/step.js";

/** What only a browser does: `closedUrl` is a server that lets no page of another origin read its answers. */
export function browserSteps(closedUrl: string): readonly Step[] {
  return [
    {
      name: "a server whose CORS headers don't allow this page",
      async run({ client, sdk }) {
        const error = await expectFailure(client({ baseUrl: closedUrl }).system.getHealth(), sdk.ConnectionError);
        if (!/CORS/.test(error.message)) throw new Error(`the message does not name CORS: ${error.message}`);
        return error.message;
      },
    },
    {
      // What arrives is the server's to say: see the test.
      name: "a User-Agent of one's own does no harm",
      async run({ client }) {
        const { status } = await client({ userAgent: "my-app/1" }).system.getHealth();
        return status;
      },
    },
    {
      name: "no files: saveTo says so",
      async run({ inkwell, sdk }) {
        const file = await inkwell.media.download({ mediaId: "med_00000001" });
        const error = await expectFailure(file.saveTo("media.bin"), sdk.ConfigurationError);
        return error.message;
      },
    },
    {
      name: "a download as a Blob, shown as an image would be",
      async run({ inkwell }) {
        const blob = await (await inkwell.media.download({ mediaId: "med_00000001" })).blob();
        const url = URL.createObjectURL(blob);
        const again = await (await fetch(url)).blob();
        URL.revokeObjectURL(url);
        expectEqual(again.size, blob.size);
        return `${blob.size} bytes of ${blob.type}`;
      },
    },
  ];
}
