import assert from "node:assert/strict";
import { isPublicAddress, literalAddressOf } from "../../src/domain/public-address.js";

describe("a public address", () => {
  it("is never in a private or reserved network, even if IPv6 carries an IPv4 address", () => {
    const inside = [
      "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1",
      "192.0.0.8 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 255.255.255.255",
      ":: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:8.8.8.8 64:ff9b::7f00:1 fc00::1 fd12::1 fe80::1 fec0::1",
      "ff02::1 100::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 localhost 1.2.3",
    ];
    assert.deepEqual(
      inside
        .join(" ")
        .split(" ")
        .filter((address) => isPublicAddress(address)),
      [],
    );
  });

  it("is any other address", () => {
    const outside = "1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.128.0.1 223.255.255.1 2606:4700::1111 2a00:1450::1";
    assert.deepEqual(
      outside.split(" ").filter((address) => !isPublicAddress(address)),
      [],
    );
  });

  it("is read from a URL in whatever form the address is written", () => {
    const forms = ["127.0.0.1", "2130706433", "0x7f000001", "0177.1", "127.1", "①②⑦.0.0.1"];
    assert.deepEqual(
      forms.map((host) => literalAddressOf(new URL(`https://${host}/`))),
      forms.map(() => "127.0.0.1"),
    );
    assert.equal(literalAddressOf(new URL("https://[::ffff:127.0.0.1]/")), "::ffff:7f00:1");
    assert.equal(literalAddressOf(new URL("https://news.example/")), undefined);
  });
});
