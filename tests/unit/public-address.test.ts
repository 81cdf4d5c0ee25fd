import { expect, test } from "vitest";
import { isPublicAddress } from "@/lib/http/public-address";
import { checkTarget, pickAddress } from "@/lib/http/public-target";

const strict = { allowLoopback: false };

test("private, link-local, metadata, mapped and reserved addresses are not public", () => {
  for (const address of [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::7f00:1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "ff02::1",
    "localhost",
    "",
  ])
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
  for (const address of ["1.1.1.1", "172.32.0.1", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::1"])
    expect([address, isPublicAddress(address)]).toEqual([address, true]);
});

test("an address that is no public https URL is refused however it is written", () => {
  for (const url of [
    "nothing",
    "http://example.com/",
    "ftp://example.com/",
    "file:///etc/passwd",
    "https://user:pass@example.com/",
    "https://localhost/",
    "https://a.localhost./",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fd00:ec2::254]/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.1:8443/",
  ])
    expect(() => checkTarget(url, strict), url).toThrow();
  expect(checkTarget("https://hooks.example.com:8443/a?b=c", strict).port).toBe("8443");
});

test("this machine may be told only where the environment says so, and nothing else in the clear", () => {
  const local = { allowLoopback: true };
  expect(checkTarget("http://127.0.0.1:3999/hook", local).port).toBe("3999");
  expect(() => checkTarget("http://127.0.0.1:3999/hook", strict)).toThrow();
  expect(() => checkTarget("http://example.com/", local)).toThrow();
  expect(() => checkTarget("https://10.0.0.1/", local)).toThrow();
});

test("a name is refused when any address it stands for is private, and the address that was checked is the one used", async () => {
  const url = new URL("https://hooks.example.com/");
  const to = (...addresses: string[]) => pickAddress(url, strict, async () => addresses);
  expect(await to("93.184.216.34", "2606:4700::1111")).toBe("93.184.216.34");
  for (const found of [["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"], ["169.254.169.254"], []])
    await expect(to(...found)).rejects.toMatchObject({ code: "webhook_address" });
  await expect(pickAddress(url, strict, () => Promise.reject(new Error("ENOTFOUND")))).rejects.toMatchObject({
    code: "webhook_dns",
  });
});
