import { expect, test } from "vitest";
import { labelWishOf } from "./label-wish.ts";

test("the first rule that names a carrier wins, all that exclude one count, and an empty service is any", () => {
  expect(
    labelWishOf([
      { do: "avoidCarrier", carrier: "shippo", service: "", by: "1" },
      { do: "useCarrier", carrier: "easypost", service: "UPS/Ground", by: "2" },
      { do: "useCarrier", carrier: "stand-in", service: "", by: "3" },
      { do: "addTag", tag: "x", by: "4" },
      { do: "avoidCarrier", carrier: "easypost", service: "USPS/Priority", by: "5" },
    ]),
  ).toEqual({
    force: { carrier: "easypost", service: "UPS/Ground" },
    exclude: [
      { carrier: "shippo", service: null },
      { carrier: "easypost", service: "USPS/Priority" },
    ],
  });
  expect(labelWishOf([])).toEqual({ force: null, exclude: [] });
});
