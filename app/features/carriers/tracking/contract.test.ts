import { describe, expect, test } from "vitest";
import { CODE_TABLES, READERS } from "./carriers.ts";
import { PERSON, RECORDED, STREET } from "./recorded-answers.ts";
import type { ToldTracking } from "./told-scan.ts";

const ASKED = { trackingNumber: "asked-for", zone: "Europe/Madrid" };

function readerOf(carrier: string) {
  const reader = READERS.find(({ codes }) => codes.carrier === carrier);
  if (!reader) throw new Error(`no reader of ${carrier}`);
  return reader;
}

/** The one parcel of an answer. */
function parcelOf(tracking: readonly ToldTracking[]) {
  const [parcel, ...others] = tracking;
  if (!parcel?.found || others.length > 0) throw new Error("not one parcel");
  return parcel;
}

test("every reader has a recorded answer", () => {
  expect(RECORDED.map(({ carrier }) => carrier)).toEqual(READERS.map(({ codes }) => codes.carrier));
});

describe.each(RECORDED)("$carrier", ({ carrier, answer, ...expected }) => {
  const reader = readerOf(carrier);

  test("its answer becomes scans: instant, code as it came, stage, place", () => {
    const parcel = parcelOf(reader.read(answer, ASKED));
    expect(parcel.trackingNumber).toBe(expected.trackingNumber);
    expect(parcel.expectedAt?.toISOString() ?? null).toBe(expected.expectedAt);
    expect(
      parcel.scans.map(({ occurredAt, code, stage, place }) => [occurredAt.toISOString(), code, stage, place]),
    ).toEqual(expected.scans);
  });

  test("times without an offset are those of the parcel's destination, and say so", () => {
    const times = (zone: string) =>
      parcelOf(reader.read(answer, { ...ASKED, zone })).scans.map(({ occurredAt, zoned }) => ({
        at: +occurredAt,
        zoned,
      }));
    const [madrid, tokyo] = [times("Europe/Madrid"), times("Asia/Tokyo")];
    for (const [n, { at, zoned }] of madrid.entries()) {
      expect(at - (tokyo[n]?.at ?? 0)).toBe(zoned ? 0 : 8 * 3_600_000);
    }
  });

  test("a code nobody has mapped is kept as it came, and unknown", () => {
    const [, known] = expected.scans[0] ?? ["", ""];
    // What stands behind a slash is put together by the reader from two fields.
    const part = known.split("/")[0] ?? "";
    const replaced: unknown =
      typeof answer === "string"
        ? answer.replaceAll(`>${part}<`, ">Q-77<")
        : JSON.parse(JSON.stringify(answer).replaceAll(`:"${part}"`, ':"Q-77"'));
    const [scan] = parcelOf(reader.read(replaced, ASKED)).scans;
    expect(scan).toMatchObject({ stage: "unknown", code: expect.stringMatching(/^Q-77/) });
  });

  test("nobody is named, and no street, but in the carrier's own words", () => {
    const shown = JSON.stringify(
      parcelOf(reader.read(answer, ASKED)).scans.map(({ code, place }) => ({ code, place })),
    );
    expect(shown).not.toContain(PERSON);
    expect(shown).not.toContain(STREET);
  });

  test("an answer of another shape is refused as a whole", () => {
    for (const other of ["<html><body>Bad gateway", "{}", {}, null, []]) {
      expect(() => {
        const read = reader.read(other, ASKED);
        // A list of nothing is nobody's parcel.
        if (read.length === 0) throw new Error("no parcel");
      }).toThrow();
    }
  });
});

test.each(RECORDED.filter(({ notFound }) => notFound !== null))(
  "$carrier: a number it does not know is told apart from a parcel without scans",
  ({ carrier, notFound }) => {
    expect(readerOf(carrier).read(notFound, ASKED)).toEqual([{ found: false, trackingNumber: expect.any(String) }]);
  },
);

describe("the tables of codes", () => {
  test.each(CODE_TABLES)("$carrier: each code once, with a word why", ({ rows }) => {
    const codes = rows.map(([code]) => code);
    expect(codes.filter((code, n) => codes.indexOf(code) !== n)).toEqual([]);
    expect(rows.filter(([code, , why]) => code === "" || why === "")).toEqual([]);
  });

  test.each(CODE_TABLES)("$carrier: what it does not list is unknown", ({ stageOf }) => {
    for (const code of ["", "/", "constructor", "Q-77", "Q-77/01"]) expect(stageOf(code)).toBe("unknown");
  });

  const stage = (carrier: string, code: string) =>
    CODE_TABLES.find((table) => table.carrier === carrier)?.stageOf(code);

  test.each([
    ["correos-express", "ENTREGADO EN PUNTO DE CONVENIENCIA", "in_transit"],
    ["correos-express", "Disponible en punto de conveniencia", "ready_for_pickup"],
    ["correos-express", "ENTREGADO", "delivered"],
    ["correos-express", "en almacen", "exception"],
    ["correios", "BDE/01", "delivered"],
    ["correios", "BDE/23", "returned"],
    ["correios", "OEC/01", "out_for_delivery"],
    ["correios", "OEC/09", "returned"],
    ["ctt-express", "2500", "exception"],
    ["ctt-express", "2700", "returned"],
    ["correos", "H01I350V", "ready_for_pickup"],
    ["correos", "L03D320R", "returned"],
    ["seur", "LL020", "delivered"],
    ["seur", "LJ105", "in_transit"],
    ["mrw", "Depositado en PointCorner destino", "ready_for_pickup"],
    ["nacex", "Ausente", "attempted"],
  ])("%s: %s is %s", (carrier, code, expected) => {
    expect(stage(carrier, code)).toBe(expected);
  });
});
