import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { NAMED_COMPANIES, NAMED_COURIERS } from "./couriers.ts";
import { detectCarriers, likelyCarrier } from "./detect-carriers.ts";
import { COURIERS } from "./specification.ts";

const FORMATS = COURIERS.flatMap((courier) =>
  courier.tracking_numbers.map((format) => ({
    courier: courier.courier_code,
    format: format.name,
    ...format.test_numbers,
  })),
);

describe("the specifications' own numbers", () => {
  test.each(FORMATS)(
    "$format: the valid ones are its, the invalid ones are not",
    ({ courier, format, valid, invalid }) => {
      const isIts = (number: string) =>
        detectCarriers(number).some((match) => match.courier === courier && match.format === format);
      expect(valid.filter((number) => !isIts(number))).toEqual([]);
      expect(invalid.filter(isIts)).toEqual([]);
    },
  );

  test("all but one are read first as their courier's: Purolator's and DHL's three letters and nine digits look the same", () => {
    const others = FORMATS.flatMap(({ courier, valid }) =>
      valid.filter((number) => detectCarriers(number)[0]?.courier !== courier),
    );
    expect(others).toEqual(["JFV247545960"]);
  });
});

describe("what a match says", () => {
  test("courier, service, link: UPS", () => {
    expect(detectCarriers("1z 5r8 939 03 5756 7127")).toEqual([
      {
        number: "1Z5R89390357567127",
        courier: "ups",
        name: "UPS",
        company: "UPS",
        format: "UPS",
        serial: "5R8939035756712",
        service: "UPS United States Ground",
        country: null,
        url: "https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z5R89390357567127",
        evidence: "checksum_and_format",
        bits: expect.closeTo(15.5, 1),
      },
    ]);
  });

  test.each([
    ["RR473124829GB", "Royal Mail Group plc", "Royal Mail", "Letter Post Registered", "GB"],
    ["CP473124829ES", "Correos y Telégrafos", "Correos", "Parcel Post", "ES"],
    ["EE473124829BR", "CORREIOS", "Correios", "EMS", "BR"],
    ["LX473124829CN", "China Post", "China Post", "Letter Post Express", "CN"],
  ])("the post, service and country of an S10 number: %s", (number, name, company, service, country) => {
    expect(detectCarriers(number)[0]).toMatchObject({ courier: "s10", name, company, service, country });
  });

  test("the country a DPD parcel goes to", () => {
    expect(detectCarriers("008182709980000020033350276C")[0]).toMatchObject({ company: "DPD", country: "DE" });
  });

  test("DHL's companies have names of their own", () => {
    expect(detectCarriers("3318810025")[0]?.company).toBe("DHL Express");
    expect(detectCarriers("GM2951173225174494")[0]?.company).toBe("DHL eCommerce");
  });

  test("a country without a post is no S10 number, whatever its check digit", () => {
    expect(detectCarriers("RB123456785XX")).toEqual([]);
  });
});

describe("as people type it", () => {
  test.each([
    "RB123456785GB",
    " rb 123 456 785 gb ",
    "RB-123-456-785-GB",
    "RB.123.456.785.GB",
    "ＲＢ１２３４５６７８５ＧＢ",
    "RB123\u200b456785\u00a0GB",
    "Tracking number: RB 123 456 785 GB.",
    "Nº de seguimiento RB123456785GB (certificado)",
    "Sendungsnummer RB 123 456 785 GB",
    "https://post.example/track?id=RB123456785GB&lang=es",
  ])("%s", (typed) => {
    expect(detectCarriers(typed).map(({ number, courier }) => [number, courier])).toEqual([["RB123456785GB", "s10"]]);
  });

  test("a prefix is never left out to make a number fit", () => {
    // Without its C this OnTrac number with a wrong check digit would pass for fourteen digits of DHL eCommerce.
    expect(detectCarriers("C 110 31 500 00188 9")).toEqual([]);
    expect(detectCarriers("RB 331881002 GB")).toEqual([]);
  });

  test.each(["", "   ", "no number yet", "0000000000000", "n/a", "-", "1".repeat(10_000)])(
    "%j is nobody's",
    (typed) => {
      expect(detectCarriers(typed)).toEqual([]);
    },
  );
});

describe("several couriers fit", () => {
  test("they are all told, the one that chance explains least first", () => {
    const matches = detectCarriers("4201028200009261290113185417468510");
    expect(matches.map(({ courier, evidence }) => [courier, evidence])).toEqual([
      ["usps", "checksum_and_format"],
      ["fedex", "checksum_and_format"],
    ]);
    expect(likelyCarrier("4201028200009261290113185417468510")?.courier).toBe("usps");
  });

  test("one is taken without a question only when no other comes near", () => {
    expect(detectCarriers("287809468872").map(({ courier }) => courier)).toEqual(["purolator", "fedex"]);
    expect(likelyCarrier("287809468872")).toBeUndefined();
  });

  test("length alone is a guess: told, but not taken", () => {
    expect(detectCarriers("60120172242323")).toMatchObject([{ courier: "dhl", evidence: "shape" }]);
    expect(likelyCarrier("60120172242323")).toBeUndefined();
  });
});

describe("the table of couriers", () => {
  test("has a row for every specification", () => {
    const codes = COURIERS.map(({ courier_code }) => courier_code).filter((code) => code !== "s10");
    expect(new Set(NAMED_COURIERS)).toEqual(new Set(codes));
  });

  test("names companies exactly as Shopify lists them", () => {
    const schema = new URL("../../../../../tests/devshop/schema/admin-2026-10.graphql.gz", import.meta.url);
    const [, described = ""] = gunzipSync(readFileSync(schema)).toString().split("\ntype FulfillmentTrackingInfo {");
    const list = described.slice(0, described.indexOf("company: String")).replace(/\s+/g, " ");
    const listed = new Set(list.split(/ \* |, |: | \*\*|\*\*/).map((name) => name.trim()));
    expect(NAMED_COMPANIES.filter((name) => !listed.has(name))).toEqual([]);
  });
});
