import { expect, test } from "vitest";
import { judge } from "./judge.js";

const linode = ["CreateFirewallsRequest", "FirewallLabel", "LinodeLabel"];
const noFixture = (name: string) => ({ name, why: "No fixture could be made" });

test("what is listed has no fixture, and all else has one", () => {
  const verdict = judge("linode", { schemas: [...linode, "Region"], failures: linode.map(noFixture) });
  expect(verdict).toEqual({ known: linode, failed: [] });
});

test("what is not listed and has no fixture is a failure", () => {
  const verdict = judge("linode", { schemas: [...linode, "Region"], failures: [...linode, "Region"].map(noFixture) });
  expect(verdict.failed).toEqual([noFixture("Region")]);
});

test("so is what is listed and has one, by its name or by what its name ends in", () => {
  const { failed } = judge("linode", { schemas: linode, failures: linode.slice(1).map(noFixture) });
  expect(failed.map(({ name, why }) => `${name}: ${why}`)).toEqual([
    expect.stringMatching(/^CreateFirewallsRequest: has a fixture, and is listed without one: its label/),
  ]);
  const body = "DnsRecordsForAZoneListDnsRecordsClientBody";
  const verdict = judge("cloudflare", { schemas: [body], failures: [] });
  expect(verdict.failed[0]).toMatchObject({ name: body, why: expect.stringContaining("is listed without one") });
});

test("so is what is listed and no schema of the document any more", () => {
  const { failed } = judge("linode", { schemas: linode.slice(1), failures: linode.slice(1).map(noFixture) });
  expect(failed).toEqual([{ name: "CreateFirewallsRequest", why: "is listed, but is no schema of the document" }]);
});
