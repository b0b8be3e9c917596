import { expect, test } from "vitest";
import { guardedLookup, isRefusedAddress, refuseLiteral } from "./address-policy";

test.each([
  "169.254.169.254",
  "169.254.0.1",
  "168.63.129.16",
  "100.100.100.200",
  "192.0.0.192",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "fe80::1",
  "febf::1",
  "ff02::1",
  "fd00:ec2::254",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "64:ff9b::169.254.169.254",
  "2002:a9fe:a9fe::1",
  "not an address",
])("%s is refused", (address) => {
  expect(isRefusedAddress(address)).toBe(true);
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.20",
  "93.184.216.34",
  "::1",
  "fd12:3456::1",
  "2606:2800:220:1::1",
  "::ffff:127.0.0.1",
])("%s may be asked", (address) => {
  expect(isRefusedAddress(address)).toBe(false);
});

test.each([
  "http://169.254.169.254/latest",
  "http://2852039166/",
  "http://0xa9fea9fe/",
  "http://0251.0376.0251.0376/",
  "http://[fe80::1]:80/",
  "http://[::ffff:169.254.169.254]/",
])("%s is refused however it is written", (url) => {
  expect(() => refuseLiteral(new URL(url))).toThrow("link-local");
});

test("a name is looked up for the socket itself, in either form that sockets ask in", async () => {
  const all = await new Promise((resolve) => guardedLookup("localhost", { all: true }, (error, found) => resolve([error, found])));
  expect(all).toEqual([
    null,
    expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) })]),
  ]);
  const one = await new Promise((resolve) => guardedLookup("localhost", {}, (error, found) => resolve([error, found])));
  expect(one).toEqual([null, expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]);
});

test("a name that leads to a refused address is refused after it is looked up", async () => {
  // getaddrinfo reads numbers without dots, which names may look like.
  const answer = await new Promise((resolve) => guardedLookup("2852039166", { all: true }, (error, found) => resolve([error, found])));
  expect(answer).toEqual([expect.objectContaining({ fault: "address_refused" }), ""]);
});
