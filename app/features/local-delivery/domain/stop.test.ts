import { expect, test } from "vitest";
import { readImage, stopAfter } from "./stop.ts";

const shown = { status: "OPEN", deliveryMethod: "LOCAL", left: 1 };

test("what others handed over or cancelled is gone; what our driver has is ours to tell", () => {
  expect(stopAfter("planned", false, shown)).toBe("planned");
  expect(stopAfter("planned", false, { ...shown, left: 0 })).toBe("gone");
  expect(stopAfter("planned", false, { ...shown, deliveryMethod: "SHIPPING" })).toBe("gone");
  expect(stopAfter("out", true, { ...shown, status: "CLOSED", left: 0 })).toBe("out");
  expect(stopAfter("delivered", true, { ...shown, left: 0 })).toBe("delivered");
});

test("an order that is open again is planned again", () => {
  expect(stopAfter("gone", false, shown)).toBe("planned");
});

test("an image is what its first bytes say, and not too large", () => {
  const png = `data:image/png;base64,${btoa(String.fromCharCode(0x89, 0x50, 0x4e, 0x47, 13))}`;
  expect(readImage(png)).toMatchObject({ contentType: "image/png" });
  expect(readImage(png.replace("png", "jpeg"))).toBeUndefined();
  for (const text of [
    "",
    "data:text/html;base64,AAAA",
    "data:image/png;base64,%%%",
    `data:image/png;base64,${"A".repeat(3_000_000)}`,
  ])
    expect(readImage(text)).toBeUndefined();
});
